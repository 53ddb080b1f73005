import type { SearchPhrase, SearchQuery } from './searchQuery.ts'
import { placedWordsOf, type TextWord } from './searchWords.ts'

/** A part of a text, in UTF-16 code units; `end` is behind it. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

function isWordOf(phrase: SearchPhrase, index: number, word: string): boolean {
  const wanted = phrase.words[index]
  if (wanted === undefined) return false
  return phrase.prefix && index === phrase.words.length - 1 ? word.startsWith(wanted) : word === wanted
}

/** Whether a phrase ends with the last of these words, and where it begins then. */
function beginningOf(phrase: SearchPhrase, words: readonly TextWord[]): TextWord | null {
  const from = words.length - phrase.words.length
  if (from < 0) return null
  for (let index = phrase.words.length - 1; index >= 0; index -= 1) {
    if (!isWordOf(phrase, index, words[from + index]?.word ?? '')) return null
  }
  return words[from] ?? null
}

/** Where what is looked for stands in a text, in the order in which it ends. They may overlap. */
export function* occurrences(text: string, query: SearchQuery): Generator<TextRange, void> {
  const longest = Math.max(0, ...query.map(({ words }) => words.length))
  const latest: TextWord[] = []
  for (const word of placedWordsOf(text)) {
    latest.push(word)
    if (latest.length > longest) latest.shift()
    for (const phrase of query) {
      const first = beginningOf(phrase, latest)
      if (first) yield { start: first.start, end: word.end }
    }
  }
}

/** Ranges in order, those that touch or overlap made one. */
export function joinedRanges(ranges: readonly TextRange[]): readonly TextRange[] {
  const joined: TextRange[] = []
  for (const range of ranges.toSorted((one, other) => one.start - other.start)) {
    const last = joined.at(-1)
    if (last && range.start <= last.end) {
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, range.end) }
    } else {
      joined.push(range)
    }
  }
  return joined
}
