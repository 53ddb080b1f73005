/** A key that looks like no key of any provider: only that it is known gives it away. */
export const quotedKey = 'Zebra/Lantern+mirror_oak-seven'

const percent = (text: string): string =>
  Array.from(text)
    .map((letter) => `%${(letter.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`)
    .join('')
const between = (mark: string): string => Array.from(quotedKey).join(mark)
const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** Ways in which a server that is hostile, or careless, may say the key of who asked. */
export const quotedKeys: Readonly<Record<string, string>> = {
  'as it is': quotedKey,
  'in capitals': quotedKey.toUpperCase(),
  'in small letters': quotedKey.toLowerCase(),
  'in quotes': `"${quotedKey}"`,
  'without a space around': `key${quotedKey}key`,
  'as in a header': `Authorization: Bearer ${quotedKey}`,
  'as in an address': `https://a.example/v1?key=${encodeURIComponent(quotedKey)}`,
  'percent-encoded as a component': encodeURIComponent(quotedKey),
  'percent-encoded in small letters': encodeURIComponent(quotedKey).toLowerCase(),
  'percent-encoded letter by letter': percent(quotedKey),
  'percent-encoded twice': encodeURIComponent(encodeURIComponent(quotedKey)),
  'in base64': base64(quotedKey),
  'in base64 without its end': base64(quotedKey).replace(/=+$/u, ''),
  'in base64 for addresses': Buffer.from(quotedKey).toString('base64url'),
  'in base64 with a name before': base64(`user:${quotedKey}`),
  'in base64 with Bearer before': base64(`Bearer ${quotedKey}`),
  'in base64 with one letter before': base64(`a${quotedKey}`),
  'in base64 with two letters before and more behind': base64(`ab${quotedKey} and more`),
  'in base64 over lines': base64(quotedKey).replaceAll(/.{10}/gu, '$&\r\n'),
  'in hexadecimal': Buffer.from(quotedKey).toString('hex'),
  'in hexadecimal capitals': Buffer.from(quotedKey).toString('hex').toUpperCase(),
  'in hexadecimal with spaces': Buffer.from(quotedKey).toString('hex').replaceAll(/../gu, '$& '),
  'as bytes of C': Buffer.from(quotedKey)
    .toString('hex')
    .replaceAll(/../gu, String.raw`\x$&`),
  'as escapes of JSON': Buffer.from(quotedKey)
    .toString('hex')
    .replaceAll(/../gu, String.raw`\u00$&`),
  'as entities of HTML': Array.from(quotedKey)
    .map((letter) => `&#${letter.codePointAt(0)};`)
    .join(''),
  'as entities in hexadecimal': Buffer.from(quotedKey).toString('hex').replaceAll(/../gu, '&#x$&;'),
  'with escaped slashes': quotedKey.replaceAll('/', String.raw`\/`),
  'over two lines': `${quotedKey.slice(0, 12)}\n${quotedKey.slice(12)}`,
  'a letter a line': between('\n'),
  'with spaces between': between(' '),
  'with tabs between': between('\t'),
  'with zero-width spaces between': between('\u200B'),
  'with joiners between': between('\u200D'),
  'with soft hyphens between': between('\u00AD'),
  'with byte order marks between': between('\uFEFF'),
  'with changes of direction between': between('\u202E'),
  'with zeros between': between('\0'),
  'with invisible letters between': between('\u{E0041}'),
  'with tags of HTML between': between('<b></b>'),
  'in wide letters': Array.from(quotedKey)
    .map((letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0))
    .join(''),
  backwards: Array.from(quotedKey).toReversed().join(''),
  'many times': `${quotedKey} `.repeat(200),
  'behind a long text': `${'word '.repeat(780)}${quotedKey}`,
  'where the text is cut': `${' '.repeat(3_990)}${quotedKey}`,
  'where the text is cut, over lines': `${' '.repeat(3_980)}${quotedKey.slice(0, 12)}\n${quotedKey.slice(12)}`,
}

/** What of the key a text still says, in whatever form: the text without what no person reads, decoded. */
export function saysKey(text: string): boolean {
  const seen = text.normalize('NFKC').replaceAll(/[\s\p{C}\p{Default_Ignorable_Code_Point}]|<[^>]*>/gu, '')
  const hidden = [
    quotedKey,
    quotedKey.slice(0, 12),
    quotedKey.slice(12),
    Array.from(quotedKey).toReversed().join(''),
    percent(quotedKey),
    encodeURIComponent(quotedKey),
    Buffer.from(quotedKey).toString('hex'),
    ...['', 'a', 'ab'].flatMap((before) => {
      const bare = base64(before + quotedKey).slice(4, 36)
      return [bare, bare.replaceAll('+', '-').replaceAll('/', '_')]
    }),
  ].map((form) => form.toLowerCase())
  const decoded = seen
    .replaceAll(/&#x([0-9a-f]+);/giu, (_, digits: string) =>
      String.fromCodePoint(Number.parseInt(digits, 16)),
    )
    .replaceAll(/&#(\d+);/gu, (_, digits: string) => String.fromCodePoint(Number(digits)))
    .replaceAll(/\\(?:x|u00)([0-9a-f]{2})/giu, (_, digits: string) =>
      String.fromCodePoint(Number.parseInt(digits, 16)),
    )
    .replaceAll('\\', '')
  return [seen, decoded].some((form) => hidden.some((secret) => form.toLowerCase().includes(secret)))
}
