import { joinedRanges, occurrences, type TextRange } from './occurrences.ts'
import type { SearchQuery } from './searchQuery.ts'

/** A part of a text with what was looked for in it. */
export interface Snippet {
  readonly text: string
  readonly ranges: readonly TextRange[]
}

/** How long a snippet is, about, and how much of it stands before the first hit, in UTF-16 code units. */
const wanted = 160
const before = 48
/** How far a cut may be moved to fall between two words. */
const reach = 20
/** How much of a text is looked at around a cut to find where its letters begin. */
const margin = 100
const cutMark = '…'

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The last place at or before `index` that lies between two letters, however many code units those have. */
function betweenLetters(text: string, index: number): number {
  if (index <= 0 || index >= text.length) return Math.min(Math.max(index, 0), text.length)
  const from = Math.max(0, index - margin)
  const window = text.slice(from, index + margin)
  return from + (graphemes.segment(window).containing(index - from)?.index ?? 0)
}

function startBefore(text: string, first: number): number {
  const cut = betweenLetters(text, first - before)
  if (cut <= 0) return 0
  const space = text.slice(cut, cut + reach).search(/\s\S/u)
  return space >= 0 && cut + space + 1 <= first ? cut + space + 1 : cut
}

function endAfter(text: string, start: number, least: number): number {
  const cut = betweenLetters(text, start + wanted)
  if (cut >= text.length) return text.length
  const space = text.slice(cut - reach, cut).search(/\s\S*$/u)
  const between = cut - reach + space
  return space >= 0 && between >= least ? between : Math.max(cut, start)
}

function shifted(range: TextRange, by: number): TextRange {
  return { start: range.start + by, end: range.end + by }
}

/** The part of a text around the first place of what is looked for, about 160 code units, with all hits in it. */
export function snippetOf(text: string, query: SearchQuery): Snippet {
  const found: TextRange[] = []
  let start = 0
  for (const range of occurrences(text, query)) {
    if (found.length === 0) start = startBefore(text, range.start)
    if (range.start >= start + wanted) break
    found.push(range)
  }
  const end = endAfter(text, start, found[0]?.end ?? start)
  const head = start > 0 ? cutMark : ''
  const tail = end < text.length ? cutMark : ''
  const ranges = joinedRanges(found)
    .map((range) => ({ start: Math.max(range.start, start), end: Math.min(range.end, end) }))
    .filter((range) => range.start < range.end)
  return {
    text: `${head}${text.slice(start, end)}${tail}`,
    ranges: ranges.map((range) => shifted(range, head.length - start)),
  }
}
