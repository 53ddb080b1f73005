import { percentile, type Benchmark, type Measurement } from './benchmark.ts'
import { openBenchWindow } from './benchWindow.ts'
import { filledFolder } from './filledFolder.ts'
import { openings, writeMarkdown } from './openings.ts'

const longest = 10_000

async function measure(messages: number): Promise<readonly Measurement[]> {
  const filled = await filledFolder(messages, longest)
  const chats = writeMarkdown(filled)
  const { close, page } = await openBenchWindow(filled.folder)
  const { bare, long, usual } = await openings(page, chats)
  await close()
  filled.remove()
  const among = messages.toLocaleString('en')
  const rows = (name: string, samples: readonly number[], budget: number | null): readonly Measurement[] =>
    [0.5, 0.95].map((share) => ({
      name: `${name}, among ${among}, p${share * 100}`,
      value: percentile(samples, share),
      unit: 'ms',
      budget: share === 0.95 ? budget : null,
    }))
  return [
    ...rows('click to last message painted, 100 messages', usual, 100),
    ...rows('click to last message painted, 10,000 messages', long, 100),
    ...rows('click to one word painted, nothing else', bare, null),
  ]
}

/** From a click in the side to the last message of the chat on the screen, in a real browser. */
export const benchmark: Benchmark = {
  name: 'window',
  async run() {
    return [...(await measure(200_000)), ...(await measure(1_000_000))]
  },
}
