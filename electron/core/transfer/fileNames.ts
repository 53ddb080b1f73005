/*
 * Names of files and folders that every system takes: Windows forbids most, in characters, reserved names and ends.
 * A title is anything that a person or a model wrote, so nothing of it may lead out of its folder either.
 */

/** UTF-8 bytes of a name; file systems take 255, with the rest of the path some unpackers less. */
const longestName = 120
/** Control characters, what paths and Windows forbid, and marks that turn the direction of reading around. */
const forbidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu
/** Names of devices on Windows, whatever follows a dot. */
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/iu

function cut(name: string, bytes: number): string {
  let kept = ''
  let length = 0
  for (const character of name) {
    length += Buffer.byteLength(character)
    if (length > bytes) break
    kept += character
  }
  return kept
}

/** A title as a name without extension. `otherwise` is taken where nothing is left of it. */
export function safeName(title: string, otherwise: string): string {
  const spaced = title.toWellFormed().normalize('NFC').replaceAll(forbidden, ' ').replaceAll(/\s+/gu, ' ')
  const name = cut(spaced.trim(), longestName).replaceAll(/^[\s.]+|[\s.]+$/gu, '')
  if (name === '') return otherwise
  return reserved.test(name) ? `_${name}` : name
}

function keyOf(path: string): string {
  return path.normalize('NFKC').toLowerCase()
}

/** Gives out names that nothing else in the same folder has, on systems that know no upper case either. */
export class UniqueNames {
  readonly #taken = new Set<string>()
  /** How often each was asked for: thousands of chats may be called the same. */
  readonly #counts = new Map<string, number>()

  /** @param extension with its dot; empty for a folder */
  take(folder: string, name: string, extension: string): string {
    const asked = keyOf(`${folder}${name}${extension}`)
    for (let count = (this.#counts.get(asked) ?? 0) + 1; ; count += 1) {
      const path = `${folder}${count === 1 ? name : `${name} (${count})`}${extension}`
      if (this.#taken.has(keyOf(path))) continue
      this.#taken.add(keyOf(path))
      this.#counts.set(asked, count)
      return path
    }
  }
}
