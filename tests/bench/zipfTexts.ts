/**
 * Texts with words as often as words are: the word of rank r appears about 1/r as often as the first. Made from a
 * seed, so that every run searches the same.
 */
export interface ZipfTexts {
  /** A text of so many words, or Chinese characters. */
  english(words: number): string
  chinese(characters: number): string
  /** A whole number from `from` up to, not including, `to`. */
  between(from: number, to: number): number
}

const vocabularySize = 50_000
const hanSize = 3_000
const firstHan = 0x4e00
/** What flattens the top of the curve, as in real texts (Mandelbrot). */
const flattening = 2.7

const beginnings = [
  't',
  'a',
  's',
  'w',
  'c',
  'b',
  'p',
  'h',
  'f',
  'm',
  'd',
  'r',
  'l',
  'n',
  'g',
  'k',
  'st',
  'pr',
  'tr',
  'ch',
]
const middles = ['e', 'a', 'o', 'i', 'u', 'ea', 'ou', 'ai']
const ends = ['', 'n', 'r', 's', 't', 'd', 'l', 'm', 'ng', 'st', 'ck', 'th']

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Syllables put together by number: the frequent words are the short ones. */
function wordOfRank(rank: number): string {
  let rest = rank
  let word = ''
  do {
    word += beginnings[rest % beginnings.length] ?? ''
    rest = Math.floor(rest / beginnings.length)
    word += middles[rest % middles.length] ?? ''
    rest = Math.floor(rest / middles.length)
    word += ends[rest % ends.length] ?? ''
    rest = Math.floor(rest / ends.length)
  } while (rest > 0)
  return word
}

export const zipfWord = (rank: number): string => wordOfRank(rank * 7)

function cumulative(size: number): Float64Array {
  const sums = new Float64Array(size)
  let sum = 0
  for (let rank = 0; rank < size; rank += 1) {
    sum += 1 / (rank + flattening)
    sums[rank] = sum
  }
  return sums
}

function rankAt(sums: Float64Array, share: number): number {
  const wanted = share * (sums.at(-1) ?? 0)
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return low
}

export const zipfHan = (rank: number): string => String.fromCodePoint(firstHan + rank)

export function zipfTexts(seed: number): ZipfTexts {
  const random = randomNumbers(seed)
  const words = Array.from({ length: vocabularySize }, (_, rank) => zipfWord(rank))
  const wordSums = cumulative(vocabularySize)
  const hanSums = cumulative(hanSize)
  return {
    english(count) {
      let text = ''
      for (let index = 0; index < count; index += 1) {
        const mark = index === 0 ? '' : index % 12 === 11 ? '. ' : ' '
        text += mark + words[rankAt(wordSums, random())]
      }
      return `${text}.`
    },
    chinese(count) {
      let text = ''
      for (let index = 0; index < count; index += 1) {
        text += (index % 14 === 13 ? '，' : '') + zipfHan(rankAt(hanSums, random()))
      }
      return `${text}。`
    },
    between: (from, to) => from + Math.floor(random() * (to - from)),
  }
}
