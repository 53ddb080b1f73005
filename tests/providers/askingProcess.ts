/*
 * Asks a provider, once for each request that a fake answers, in a process of its own, so that what that costs is not
 * mixed with what the fake and the test cost. Tells by `process.send`, question by question, how it ended.
 */
import type { ProviderPart } from '../../electron/core/providers/provider.ts'
import { askerOf, partsOf, question } from './asking.ts'

/** What one question came to. */
export interface AskedOutcome {
  readonly last: ProviderPart | undefined
  readonly text: string
  readonly reasoning: string
  /** The longest turn of the loop of the process, in milliseconds of its own time: other programs are not counted. */
  readonly longestHold: number
  /** The most memory that the process has had so far, in bytes. */
  readonly maximumMemory: number
}

const joined = (parts: readonly ProviderPart[], type: 'text' | 'reasoning'): string =>
  parts.map((part) => (part.type === type ? part.text : '')).join('')

/** Follows the turns of the loop until it is ended, which gives the longest of them in milliseconds. */
function followTurns(): () => number {
  let longest = 0
  let before = process.threadCpuUsage()
  let turn: NodeJS.Immediate
  function follow(): void {
    const { system, user } = process.threadCpuUsage(before)
    longest = Math.max(longest, (system + user) / 1_000)
    before = process.threadCpuUsage()
    turn = setImmediate(follow)
  }
  follow()
  return () => {
    clearImmediate(turn)
    return longest
  }
}

async function ask(kind: 'gemini' | 'openai', baseUrl: string): Promise<AskedOutcome> {
  const longestTurn = followTurns()
  const parts = await partsOf(askerOf({ kind, baseUrl }).provider, question())
  return {
    last: parts.at(-1),
    longestHold: longestTurn(),
    text: joined(parts, 'text'),
    reasoning: joined(parts, 'reasoning'),
    maximumMemory: process.resourceUsage().maxRSS * 1_024,
  }
}

async function main(kind: 'gemini' | 'openai', baseUrl: string, times: number): Promise<void> {
  // What is loaded once is no part of it.
  await partsOf(askerOf({ kind, baseUrl }).provider, question())
  for (let time = 0; time < times; time += 1) {
    const outcome = await ask(kind, baseUrl)
    await new Promise((resolve) => process.send?.(outcome, resolve))
  }
}

const [kind, baseUrl, times] = process.argv.slice(2)
await main(kind === 'gemini' ? 'gemini' : 'openai', baseUrl ?? '', Number(times))
process.disconnect()
