/** Addresses longer than this are no use to anybody; in UTF-16 code units. */
const longestAddress = 4_000
const longestName = 300

/** Only what a person can follow from a chat. */
function isWebAddress(address: string): boolean {
  return /^https?:\/\/[^\s<>]+$/iu.test(address) && address.length <= longestAddress
}

/** A name on one line, without what Markdown would take for a link's end. */
function nameOf(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim().slice(0, longestName)
  return line.replaceAll(/[[\]\\]/gu, (mark) => `\\${mark}`)
}

/** A link in Markdown to a source; its name alone where the address cannot be followed, empty where there is neither. */
export function sourceLink(name: string, address: string): string {
  const label = nameOf(name)
  if (!isWebAddress(address)) return label
  return label === '' ? `<${address}>` : `[${label}](<${address}>)`
}
