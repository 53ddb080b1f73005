/**
 * Kills the server host as `kill -9` does, at random moments while something is under way, and looks each time at
 * what is left. The suite does a few rounds (`kill.test.ts`), `npm run soak -- --only kill` many, of all victims.
 */
import { once } from 'node:events'
import { temporaryFolder } from '../support/folders.ts'
import { startServer } from '../support/server.ts'
import { connectWindow, openBrowser } from '../support/webSocketClient.ts'
import { pause, signIn, type MakeVictim, type Victim } from './victim.ts'

export interface KillOptions {
  readonly rounds: number
  /** Numbers from 0 to 1. */
  readonly random: () => number
  readonly log: (line: string) => void
  /** The time has come to begin no further round. */
  readonly isOver?: () => boolean
}

async function round(dataFolder: string, victim: Victim, random: () => number): Promise<readonly string[]> {
  const server = await startServer(dataFolder, 0, victim.environment)
  let killedAt = 0
  try {
    const window = await connectWindow(await openBrowser(server.address))
    await signIn(window)
    const work = victim.work(window)
    await pause(random() * victim.longest)
    killedAt = performance.now()
    const closed = window.socket.readyState === window.socket.CLOSED || once(window.socket, 'close')
    await server.kill()
    await closed
    // Nothing is acknowledged any more. A call that was begun as the connection broke may never end.
    await Promise.race([work, pause(1_000)])
  } finally {
    server.child.kill('SIGKILL')
  }
  return victim.judge(killedAt)
}

/** Kills one victim in one data folder again and again. Answers with what was lost or broken, and in which round. */
export async function killRounds(
  makeVictim: MakeVictim,
  { isOver = () => false, log, random, rounds }: KillOptions,
): Promise<readonly string[]> {
  const { folder, remove } = temporaryFolder()
  const victim = await makeVictim(folder, random)
  const mishaps: string[] = []
  let done = 0
  try {
    while (done < rounds && !isOver()) {
      done += 1
      const found = (await round(folder, victim, random)).map((mishap) => `round ${done}: ${mishap}`)
      found.forEach(log)
      mishaps.push(...found)
    }
    log(`${done} rounds, ${victim.summary()}`)
    return mishaps
  } finally {
    await victim.close()
    remove()
  }
}
