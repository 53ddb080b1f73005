/** Texts as models write them: Markdown of some paragraphs, with lists, tables and code. The same each time. */
const sentences = [
  'The quick brown fox jumps over the lazy dog, and the dog does not mind at all.',
  'A **bicycle** stays upright because it steers into the fall, a little, all the time.',
  'Use `rename` for that: it either happens or it does not, whatever else goes wrong.',
  'Which of the two is better depends on how often you read and how seldom you write.',
  'There is more about it in [the manual](https://example.org/manual), in chapter *four*.',
  'That is not the whole truth, but it is as much of it as one needs on an ordinary day.',
] as const

const code = [
  '```ts',
  'export function percentile(samples: readonly number[], share: number): number {',
  '  const sorted = samples.toSorted((one, other) => one - other)',
  '  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN',
  '}',
  '```',
].join('\n')

const table = [
  '| name | budget | measured |',
  '| --- | ---: | --- |',
  '| a message on the disk | 5 ms | within |',
  '| an answer on the screen | 33 ms | *nearly* |',
  '| a chat opened | 100 ms | within |',
].join('\n')

function paragraph(seed: number): string {
  const count = 1 + (seed % 4)
  return Array.from({ length: count }, (_, index) => sentences[(seed + index) % sentences.length]).join(' ')
}

function list(seed: number): string {
  const mark = seed % 2 === 0 ? '-' : '1.'
  return Array.from(
    { length: 3 + (seed % 3) },
    (_, index) => `${mark} ${sentences[(seed + index) % 6]}`,
  ).join('\n')
}

function block(seed: number): string {
  if (seed % 9 === 8) return table
  if (seed % 5 === 4) return code
  if (seed % 4 === 3) return list(seed)
  return seed % 7 === 6 ? `## About ${seed}\n\n${paragraph(seed)}` : paragraph(seed)
}

/** Markdown of at least `length` characters, and not much more. `seed` is any whole number from 0. */
export function markdownText(seed: number, length: number): string {
  const blocks: string[] = []
  for (let index = seed; blocks.join('\n\n').length < length; index += 1) blocks.push(block(index))
  return blocks.join('\n\n')
}

/** An answer as they come: 300 to 1,500 characters. */
export function usualAnswer(seed: number): string {
  return markdownText(seed * 3, 300 + ((seed * 397) % 1_100))
}
