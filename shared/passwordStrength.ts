import { bounds } from './bounds.ts'

/** A hint for a form, not a measure: it knows no list of leaked passwords. */
export type PasswordStrength = 'too-short' | 'weak' | 'fair' | 'strong'

/** Rows of a keyboard and orders that people follow; a step along one adds nothing that is hard to guess. */
const orders = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
]

const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u]

function follows(character: string, before: string): boolean {
  if (character === before) return true
  return orders.some((order) => order.includes(before + character) || order.includes(character + before))
}

/** The characters that were not to be expected from the one before them. */
function unexpected(password: string): readonly string[] {
  const characters = Array.from(password.toLowerCase())
  return characters.filter((character, index) => {
    const before = characters[index - 1]
    return before === undefined || !follows(character, before)
  })
}

/** Takes out what others know of the person, such as the user name, as far as it is long enough to matter. */
function withoutInputs(password: string, inputs: readonly string[]): string {
  const known = inputs
    .map((input) => input.trim().toLowerCase())
    .filter((input) => Array.from(input).length >= 3)
  return known.reduce((rest, input) => rest.replaceAll(input, ''), password.toLowerCase())
}

/**
 * How hard a password is to guess, by its length, its variety, repetitions and sequences in it, and whether it
 * contains what is known of the person (`inputs`: the user name, the e-mail).
 */
export function passwordStrength(password: string, inputs: readonly string[] = []): PasswordStrength {
  if (password.length < bounds.password.min) return 'too-short'
  const counted = unexpected(withoutInputs(password, inputs))
  const variety = kinds.filter((kind) => kind.test(password)).length
  const distinct = new Set(counted).size
  const points = counted.length + 2 * (variety - 1)
  if (distinct < 5 || points < 10) return 'weak'
  return distinct < 8 || points < 15 ? 'fair' : 'strong'
}
