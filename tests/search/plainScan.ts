/**
 * Search in the plainest way, to hold the real one against: one character after the other, with its own idea of what
 * a word is.
 */
export interface PlainPhrase {
  readonly text: string
  /** Its last word may be the beginning of a longer one. */
  readonly prefix: boolean
}

const accents = /[\u0300-\u036f]/u
const strokes = new Map([
  ['ß', 'ss'],
  ['ς', 'σ'],
  ['ł', 'l'],
  ['ø', 'o'],
  ['æ', 'ae'],
])
const withoutSpaces: readonly (readonly [number, number])[] = [
  [0x0e00, 0x0eff],
  [0x1000, 0x109f],
  [0x1780, 0x17ff],
  [0x3040, 0x30ff],
  [0x3400, 0x9fff],
  [0x20000, 0x2ffff],
]
const firstEmoji = 0x1f000

function standsAlone(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  return code >= firstEmoji || withoutSpaces.some(([first, last]) => code >= first && code <= last)
}

/** A text with a space before and behind each of its words. */
export function plainWords(text: string): string {
  let words = ' '
  for (const character of text.normalize('NFKD').toLowerCase()) {
    if (accents.test(character)) continue
    const plain = strokes.get(character) ?? character
    if (standsAlone(plain)) words += /\p{P}/u.test(plain) ? ' ' : ` ${plain} `
    else words += /[\p{L}\p{N}\p{M}]/u.test(plain) ? plain : ' '
  }
  return `${words} `.replaceAll(/ +/gu, ' ')
}

export function hasPhrase(text: string, phrase: PlainPhrase): boolean {
  const wanted = plainWords(phrase.text)
  return plainWords(text).includes(phrase.prefix ? wanted.trimEnd() : wanted)
}
