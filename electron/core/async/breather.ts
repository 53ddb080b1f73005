import { setImmediate as turn } from 'node:timers/promises'

/** Work may hold the loop of the process this long before others have their turn, in milliseconds. */
const longestHold = 10

/**
 * Lets others have their turn in a long row of small steps: await what it gives after each of them, as long as that
 * is not null. What is only awaited goes on in the same turn of the loop, however many steps there are.
 */
export function createBreather(): () => Promise<void> | null {
  let since = performance.now()
  async function rest(): Promise<void> {
    await turn()
    since = performance.now()
  }
  return () => (performance.now() - since < longestHold ? null : rest())
}
