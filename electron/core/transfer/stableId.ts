import { createHash } from 'node:crypto'

/** As the contract takes them: RFC 9562, versions 1 to 8. */
const uuid = /^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/iu

/** How many digits of a UUID come before the one that tells its version, with the hyphen between them. */
const digitsBeforeVersion = 'xxxxxxxx-xxxx'.length

/** A UUID (version 8, RFC 9562) that the same parts always lead to. */
export function stableId(...parts: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest()
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6)
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = hash.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  )
}

/**
 * A UUID that the same parts always lead to and that begins as the one it belongs to: those that belong together
 * stand side by side in an index.
 */
export function stableIdIn(owner: string, ...parts: readonly string[]): string {
  return owner.slice(0, digitsBeforeVersion) + stableId(owner, ...parts).slice(digitsBeforeVersion)
}

/** The id itself where it is a UUID, else one made of it and what it belongs to. */
export function asUuid(id: string, ...belongsTo: readonly string[]): string {
  return uuid.test(id) ? id.toLowerCase() : stableId(...belongsTo, id)
}
