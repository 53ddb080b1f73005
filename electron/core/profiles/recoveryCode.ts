import { randomBytes } from 'node:crypto'

/** Crockford's base 32: no I, L, O or U, so that nothing is misread. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const groups = 7
const groupLength = 4

/** A new recovery code of 140 random bits, such as `7ZK4-...`, in seven groups of four. */
export function newRecoveryCode(): string {
  // 256 is a multiple of 32, so every character is equally likely.
  const characters = Array.from(randomBytes(groups * groupLength), (byte) => alphabet.charAt(byte % 32)).join(
    '',
  )
  return characters.match(/.{4}/gu)?.join('-') ?? characters
}

/** What a person typed, as the code was made: case, spaces, dashes and look-alike letters do not matter. */
export function normalizedRecoveryCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/gu, '1')
}
