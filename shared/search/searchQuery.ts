import { isWholeWord, wordsOf } from './searchWords.ts'

/** Words that stand one after the other. */
export interface SearchPhrase {
  readonly words: readonly string[]
  /** The last word may be the beginning of a longer one: it is still being typed. */
  readonly prefix: boolean
}

/** What is looked for: all of these. Empty when a query has no word in it. */
export type SearchQuery = readonly SearchPhrase[]

/** Double quotes of all kinds, also as a text program or a telephone types them. */
const quote = /["“”„‟«»＂]/u

/** The words of what stands between two spaces belong together: `don't` and `東京タワー` are phrases. */
function phrasesOf(text: string): readonly SearchPhrase[] {
  return text
    .split(/\s+/u)
    .map((part) => ({ words: wordsOf(part), prefix: false }))
    .filter(({ words }) => words.length > 0)
}

function quotedPhrase(text: string): readonly SearchPhrase[] {
  const words = wordsOf(text)
  return words.length > 0 ? [{ words, prefix: false }] : []
}

function withPrefix(phrases: readonly SearchPhrase[]): readonly SearchPhrase[] {
  const last = phrases.at(-1)
  const word = last?.words.at(-1)
  if (!last || word === undefined || isWholeWord(word)) return phrases
  return [...phrases.slice(0, -1), { ...last, prefix: true }]
}

/**
 * Reads what a person typed. Text in double quotes is a phrase; a quote that is not closed, and everything else that
 * looks like an operator, is just text.
 */
export function searchQuery(typed: string): SearchQuery {
  const parts = typed.split(quote)
  const closed = parts.length % 2 === 1
  const phrases = parts.flatMap((part, index) => {
    const quoted = index % 2 === 1 && (closed || index < parts.length - 1)
    return quoted ? quotedPhrase(part) : phrasesOf(part)
  })
  const endsQuoted = closed && parts.length > 1 && wordsOf(parts.at(-1) ?? '').length === 0
  return endsQuoted ? phrases : withPrefix(phrases)
}
