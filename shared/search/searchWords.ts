/**
 * What counts as a word when searching: one rule for what is indexed and what is looked for.
 *
 * Case, accents and compatibility forms do not count (`Élan` is `elan`, `ﬁ` is `fi`). Runs of letters, digits and
 * marks are words; in scripts that are written without spaces every character is a word of its own, so that a part
 * of a sentence is found as a phrase; so is every emoji.
 */
import { bounds } from '../bounds.ts'

/** Letters, digits and marks of scripts that are written without spaces between words. */
const unspaced =
  '[[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}]&&[\\p{L}\\p{N}\\p{M}]]'
/** What stands inside of a word without being a part of it: soft hyphens, joiners, marks of direction. */
const ignored = '\\u00AD\\u200C-\\u200F\\u2060\\uFEFF'

const unspacedWord = new RegExp(unspaced, 'v')
const run = new RegExp(`[\\p{L}\\p{N}\\p{M}${ignored}]+|[\\p{Extended_Pictographic}\\p{RI}]`, 'gv')
const wordOfRun = new RegExp(`${unspaced}|[[\\p{L}\\p{N}\\p{M}]--${unspaced}]+`, 'gv')
/** Letters of a word at the beginning of a text, and one at its end. */
const startOfWord = new RegExp(`^[[\\p{L}\\p{N}\\p{M}${ignored}]--${unspaced}]+`, 'v')
const partOfWord = new RegExp(`[[\\p{L}\\p{N}\\p{M}${ignored}]--${unspaced}]$`, 'v')
const pictograph = /^[\p{Extended_Pictographic}\p{RI}]/v
const ascii = /^[\0-\x7f]*$/
const asciiWord = /[a-z0-9]+/g

/**
 * Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel marks and the stretching line of Arabic, choices
 * between forms of an emoji, and what is ignored.
 */
const dropped = new RegExp(
  `[\\u0300-\\u036F\\u0591-\\u05BD\\u05BF\\u05C1\\u05C2\\u05C4\\u05C5\\u05C7\\u0610-\\u061A\\u0640\\u064B-\\u065F\\u0670\\uFE00-\\uFE0F${ignored}]`,
  'gv',
)
/** Letters with a stroke, and ligatures, that Unicode does not take apart. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ς: 'σ',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
}
const strokeLetter = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'gv')

/** Longer words are cut to this many UTF-16 code units, and found by their beginning. */
const longestWord = 64

/**
 * A longer text is taken apart into pieces of about this many UTF-16 code units: one word of a million letters is more
 * than a regular expression can hold.
 */
const longestPiece = 10_000
/** How far back from the end of a piece a space is looked for; without one, a word is parted, and its rest left out. */
const spaceReach = 1_000

interface TextPiece {
  readonly text: string
  readonly offset: number
}

function endOfPiece(text: string, from: number): number {
  const end = from + longestPiece
  if (end >= text.length) return text.length
  const space = text.slice(end - spaceReach, end).search(/\s\S*$/u)
  if (space >= 0) return end - spaceReach + space + 1
  // Not between the halves of a character.
  return (text.codePointAt(end - 1) ?? 0) > 0xffff ? end - 1 : end
}

/** Where a word that was parted at a place ends; the place itself where none was. */
function endOfWord(text: string, place: number): number {
  let end = place
  if (!partOfWord.test(text.slice(Math.max(0, place - 2), place))) return end
  for (;;) {
    const rest = startOfWord.exec(text.slice(end, end + longestPiece))?.[0].length ?? 0
    end += rest
    if (rest < longestPiece) return end
  }
}

function* piecesOf(text: string): Generator<TextPiece, void> {
  let from = 0
  while (from < text.length) {
    const end = endOfPiece(text, from)
    yield { text: text.slice(from, end), offset: from }
    from = endOfWord(text, end)
  }
}

/** A word of a text and where it stands there, in UTF-16 code units. */
export interface TextWord {
  readonly word: string
  readonly start: number
  readonly end: number
}

function folded(text: string): string {
  if (ascii.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .replace(dropped, '')
    .toLowerCase()
    .replace(strokeLetter, (letter) => plainLetters[letter] ?? letter)
}

function cut(word: string): string {
  return word.length <= longestWord ? word : word.slice(0, longestWord).toWellFormed()
}

function wordsOfRun(text: string): readonly string[] {
  if (ascii.test(text)) return [cut(text.toLowerCase())]
  if (pictograph.test(text)) return [text]
  return folded(text).match(wordOfRun)?.map(cut) ?? []
}

/** The words of a text. */
export function wordsOf(text: string): readonly string[] {
  return text.length > longestPiece
    ? Array.from(piecesOf(text), (piece) => wordsOfPiece(piece.text)).flat()
    : wordsOfPiece(text)
}

function wordsOfPiece(text: string): readonly string[] {
  if (ascii.test(text)) return text.toLowerCase().match(asciiWord)?.map(cut) ?? []
  return text.match(run)?.flatMap(wordsOfRun) ?? []
}

/** The words of a text, one after the other with a space between. */
export function searchWords(text: string): string {
  return wordsOf(text).join(' ')
}

/** Of a text what is looked at to show and to rank a hit. */
export function searchedPart(text: string): string {
  return text.slice(0, bounds.searchedText.max)
}

/**
 * Of a message so many words are indexed, its first: the longest that a person can send has about 35,000 in English.
 * Measured, the index takes 1 to 2 microseconds for each, and nobody is served meanwhile. Another number needs a migration:
 * words are taken out of the index as they were put in.
 */
export const mostIndexedWords = 40_000

/** The words of a message as they are indexed, as `searchWords` gives them. */
export function indexedWords(text: string): string {
  if (text.length <= longestPiece) return searchWords(text)
  const words: string[] = []
  for (const piece of piecesOf(text)) {
    for (const word of wordsOfPiece(piece.text)) words.push(word)
    if (words.length >= mostIndexedWords) break
  }
  return words.slice(0, mostIndexedWords).join(' ')
}

/** Whether a word is a character of a script without spaces, and so cannot be the beginning of a longer one. */
export function isWholeWord(word: string): boolean {
  return unspacedWord.test(word) || pictograph.test(word)
}

/** For each code unit of a folded text: where the letter that it comes from begins and ends in the text itself. */
interface Origins {
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** Folds letter by letter. Null where that is not what folding the whole gives, which only odd orders of marks do. */
function originsOf(text: string, whole: string): Origins | null {
  const starts: number[] = []
  const ends: number[] = []
  let joined = ''
  for (const { 0: letter, index } of text.matchAll(/\P{M}?\p{M}*/gv)) {
    const part = folded(letter)
    joined += part
    for (let unit = 0; unit < part.length; unit += 1) {
      starts.push(index)
      ends.push(index + letter.length)
    }
  }
  return joined === whole ? { starts, ends } : null
}

function placedWordsOfRun(text: string, offset: number): readonly TextWord[] {
  const whole = { start: offset, end: offset + text.length }
  if (ascii.test(text)) return [{ word: cut(text.toLowerCase()), ...whole }]
  if (pictograph.test(text)) return [{ word: text, ...whole }]
  const plain = folded(text)
  const origins = originsOf(text, plain)
  return [...plain.matchAll(wordOfRun)].map(({ 0: word, index }) => {
    const start = origins?.starts[index]
    const end = origins?.ends[index + word.length - 1]
    if (start === undefined || end === undefined) return { word: cut(word), ...whole }
    return { word: cut(word), start: offset + start, end: offset + end }
  })
}

/** The words of a text with their places, one after the other. The same words as `wordsOf`. */
export function* placedWordsOf(text: string): Generator<TextWord, void> {
  for (const piece of piecesOf(text)) {
    for (const { 0: found, index } of piece.text.matchAll(run)) {
      yield* placedWordsOfRun(found, piece.offset + index)
    }
  }
}
