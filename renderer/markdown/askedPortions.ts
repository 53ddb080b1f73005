/** How much of a text a person asked to have set: a message that was scrolled out of sight comes back as it was. */
import { onEndOf } from '../state/profileState.ts'

/** So many texts are remembered. */
const remembered = 20

const asked = new Map<string, number>()
onEndOf('session', () => asked.clear())

/** In portions, at least the one that nobody has to ask for. */
export function askedPortions(text: string): number {
  return asked.get(text) ?? 1
}

export function askForPortions(text: string, portions: number): void {
  asked.delete(text)
  asked.set(text, portions)
  const [oldest] = asked.keys()
  if (asked.size > remembered && oldest !== undefined) asked.delete(oldest)
}
