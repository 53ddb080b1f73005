import { bounds } from '../../../../shared/bounds.ts'
import type { Endpoint } from '../provider.ts'
import type { Fault } from './fault.ts'

const hidden = '•••'

/** How keys look that are not known here: another one of the person's, or one of the server's own. */
const secrets: readonly RegExp[] = [
  /-----BEGIN [^-]*-----[\s\S]*?(?:-----END [^-]*-----|$)/g,
  // What stands after its name, as in a header, an address or JSON.
  /(?<=\b(?:bearer|basic)\s+)[^\s"',;]{4,}/gi,
  /(?<=\b(?:x-)?(?:api|access|auth|secret|subscription|goog)?[-_ ]?(?:api[-_ ]?key|token|key|secret|password|passwd|pwd|signature|authorization|cookie|session)["']?\s*[:=]\s*["']?)[^\s"',;&}]{4,}/gi,
  // OpenAI and who follows it, Google, GitHub, Hugging Face, Groq, xAI, Slack, Amazon; tokens in three parts.
  /\b(?:sk|pk|rk|gsk|xai|hf|r8|ghp|gho|ghs|pplx|nvapi|key|tok|xox[abpr]|github_pat)[-_][\w*.-]{6,}/gi,
  /\b(?:AIza|ya29\.|AKIA|ASIA|AQ\.)[\w.*-]{6,}/g,
  /\beyJ[\w-]{8,}(?:\.[\w-]+){0,2}/g,
  /\/\/[^\s/@:]+:[^\s/@]+(?=@)/g,
  /[\w.+%-]+@[\w-]+(?:\.[\w-]+)+/g,
  // Whatever is as long and as mixed as a key: no word is. Figures in groups and names with dashes are left.
  /\b(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z0-9]{24,}/g,
]
const unseen = /[\p{Cc}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu

/** In base64 a text looks different at each place of a group of three bytes; what its neighbours change is left out. */
function base64Of(secret: string): readonly string[] {
  return ['', '-', '--'].flatMap((before) => {
    const bytes = Buffer.from(before + secret)
    const from = Math.ceil((before.length * 8) / 6)
    const ways = ['base64', 'base64url'] as const
    return ways.map((way) => bytes.toString(way).slice(from, Math.floor((bytes.length * 8) / 6)))
  })
}

/** Ways in which a secret may be quoted. */
function waysOf(secret: string): readonly string[] {
  const hexadecimal = Buffer.from(secret).toString('hex')
  const each = hexadecimal.replaceAll(/../g, '%$&')
  const encoded = encodeURIComponent(secret)
  const backwards = Array.from(secret).toReversed().join('')
  const plain = [secret, backwards, JSON.stringify(secret).slice(1, -1), secret.replaceAll('/', '\\/')]
  return [...plain, encoded, encodeURIComponent(encoded), each, hexadecimal, ...base64Of(secret)]
}

/** What may stand between two characters of a secret that is broken up: nothing that a person reads. */
const between = String.raw`(?:[\s\p{C}\p{Default_Ignorable_Code_Point}]|<[^<>]{0,40}>)*`

/** Finds a secret whether in capitals or not, and also where it is broken up. */
function patternOf(secret: string): RegExp {
  return new RegExp(Array.from(secret, (unit) => RegExp.escape(unit)).join(between), 'giu')
}

function letter(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : ' '
}

/** Entities of HTML and escapes of other languages as the letters that they stand for, and wide letters as usual ones. */
function plainLetters(words: string): string {
  return words
    .normalize('NFKC')
    .replaceAll(/&#x([\da-f]{1,6});/gi, (_, digits: string) => letter(Number.parseInt(digits, 16)))
    .replaceAll(/&#(\d{1,7});/g, (_, digits: string) => letter(Number(digits)))
    .replaceAll(/\\(?:x|u00)([\da-f]{2})/gi, (_, digits: string) => letter(Number.parseInt(digits, 16)))
}

/** The secrets of an endpoint, the longest first, so that none is left in part. A very short value is hidden as a word. */
function secretsOf({ apiKey, headers }: Endpoint): readonly string[] {
  const values = [apiKey ?? '', ...Object.values(headers)].flatMap((value) => [value, ...value.split(/\s+/)])
  const known = values.map((value) => value.trim()).filter((value) => value.length >= 4)
  return [...new Set(known.flatMap(waysOf))].toSorted((one, other) => other.length - one.length)
}

const mostRead = 4 * bounds.errorDetails.max

/** The text of a web page without its marks. */
function plainText(words: string): string {
  if (!/^\s*<(?:!doctype|html|head|body)/i.test(words)) return words
  return words.replaceAll(/<(?:script|style)\b[^>]*>[^<]*/gi, ' ').replaceAll(/<[^<>]*>/g, ' ')
}

/**
 * What a provider said of a failure as a person may see it and a database keep it: its status and its own words,
 * without the keys and headers of its endpoint nor what looks like another secret, in one line, and cut. Null where
 * it said nothing.
 */
export function shownWords(
  { status, words }: Pick<Fault, 'status' | 'words'>,
  endpoint: Endpoint,
): string | null {
  const { max } = bounds.errorDetails
  let shown = plainLetters(words.replaceAll(/\s{2,}/g, ' ').slice(0, mostRead))
  for (const secret of secretsOf(endpoint)) shown = shown.replaceAll(patternOf(secret), hidden)
  // Where it was cut, the beginning of one may stand.
  if (words.length > mostRead) shown = shown.slice(0, -bounds.apiKey.max)
  shown = plainText(shown).replaceAll(unseen, ' ')
  for (const pattern of secrets) shown = shown.replaceAll(pattern, hidden)
  const parts = [status === null ? '' : `HTTP ${status}`, shown.replaceAll(/\s{2,}/g, ' ').trim()]
  const said = parts.filter((part) => part !== '').join(': ')
  if (said === '') return null
  return said.length > max ? `${said.slice(0, max - 1).toWellFormed()}…` : said
}
