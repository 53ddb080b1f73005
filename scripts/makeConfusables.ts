/**
 * Writes `electron/core/profiles/names/confusables.ts` from the data of Unicode:
 *
 *     npx node scripts/makeConfusables.ts confusables.txt
 *
 * with the file of https://www.unicode.org/Public/17.0.0/security/confusables.txt. Left out is what no name can
 * have when its skeleton is made: characters that `shared/userNames.ts` refuses, and those that NFKC or NFD takes apart.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { userNameProblem } from '../shared/userNames.ts'

const target = 'electron/core/profiles/names/confusables.ts'
const longestLine = 108
/** Source, prototype, and the class, of which there is one since Unicode 8. */
const entryForm = /^([0-9A-F]{4,6})\s*;\s*([0-9A-F ]+?)\s*;\s*MA/u

function textOf(codePoints: string): string {
  return codePoints
    .split(' ')
    .map((hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .join('')
}

function isInNames(character: string): boolean {
  const isReached = character.normalize('NFKC').normalize('NFD') === character
  // A mark stands upon a letter; alone it would be refused for that.
  const problem = userNameProblem(/\p{M}/u.test(character) ? `\u{25CC}${character}` : `a${character}`)
  return isReached && (problem === null || userNameProblem(character) === null)
}

/** `prototype=source,source`, code points in base 36, those of a prototype joined by `+`. */
function entriesOf(file: string): readonly string[] {
  const sources = new Map<string, string[]>()
  for (const line of file.split('\n')) {
    const [, source, prototype] = entryForm.exec(line) ?? []
    if (source === undefined || prototype === undefined || !isInNames(textOf(source))) continue
    sources.set(prototype, [...(sources.get(prototype) ?? []), source])
  }
  const short = (hex: string): string => Number.parseInt(hex, 16).toString(36)
  return [...sources].map(
    ([prototype, found]) => `${prototype.split(' ').map(short).join('+')}=${found.map(short).join(',')}`,
  )
}

/** The entries in lines, each of which ends between two. */
function linesOf(entries: readonly string[]): string {
  const lines = ['']
  for (const entry of entries) {
    const line = lines.at(-1) ?? ''
    if (line === '') lines[lines.length - 1] = entry
    else if (line.length + entry.length < longestLine) lines[lines.length - 1] = `${line} ${entry}`
    else lines.push(entry)
  }
  return lines.join('\n')
}

const [, , source = 'confusables.txt'] = process.argv
const content = readFileSync(source, 'utf8')
const version = /^# Version: ([\d.]+)/mu.exec(content)?.[1]
if (version === undefined) throw new Error(`${source} is not the file confusables.txt of Unicode.`)
writeFileSync(
  target,
  `/**
 * Which characters look like which, from confusables.txt of Unicode ${version} (UTS 39), reduced to what names may have.
 * Made by \`scripts/makeConfusables.ts\`; not to be edited. The data is © Unicode, Inc., under the Unicode License v3
 * (https://www.unicode.org/license.txt).
 *
 * Each entry is \`prototype=character,character\`: code points in base 36, those of a prototype joined by \`+\`.
 */
export const confusables = \`
${linesOf(entriesOf(content))}
\`
`,
)
