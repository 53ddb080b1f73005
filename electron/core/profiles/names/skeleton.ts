/**
 * What two texts share when they look alike: the skeleton of UTS 39, section 4
 * (https://www.unicode.org/reports/tr39/#Confusable_Detection), for names that went through `shared/userNames.ts`.
 */
import { confusables } from './confusables.ts'

function textOf(codePoints: string): string {
  return codePoints
    .split('+')
    .map((digits) => String.fromCodePoint(Number.parseInt(digits, 36)))
    .join('')
}

function readPrototypes(): ReadonlyMap<string, string> {
  const prototypes = new Map<string, string>()
  for (const entry of confusables.trim().split(/\s/u)) {
    const [prototype = '', characters = ''] = entry.split('=')
    for (const character of characters.split(',')) prototypes.set(textOf(character), textOf(prototype))
  }
  return prototypes
}

const prototypes = readPrototypes()

/**
 * The skeleton of a text, to be compared and never shown. Compatibility forms count as what they stand for, so that
 * `Ａ` and `A` meet, and what cannot be seen does not count: names from before the rules may have it.
 */
export function skeletonOf(text: string): string {
  const plain = text
    .normalize('NFKC')
    .normalize('NFD')
    .replaceAll(/[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
  return Array.from(plain, (character) => prototypes.get(character) ?? character)
    .join('')
    .normalize('NFD')
}

/** As typed, and in each case alone: two names are doubles when they look alike in one of them. */
function skeletonsOf(name: string): readonly string[] {
  return [name, name.toLowerCase(), name.toUpperCase()].map(skeletonOf)
}

/** Whether two names, or e-mail addresses, can be taken for each other. */
export function looksLike(name: string): (other: string) => boolean {
  const own = skeletonsOf(name)
  return (other) => skeletonsOf(other).some((skeleton, index) => skeleton === own[index])
}
