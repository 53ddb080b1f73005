/** What blocks refer to in each other: each is set by itself and gets the definitions of the whole text that it needs. */
import { labelKey, type Block } from './block.ts'

export interface References {
  /** Label to definition; the first one of a label holds. */
  readonly definitions: ReadonlyMap<string, string>
  /** In the order of their numbers, which begin at 1: that in which they are referred to, then the others. */
  readonly notes: ReadonlyMap<string, string>
}

export const noReferences: References = { definitions: new Map(), notes: new Map() }

/** More are text: nobody looks for so many. */
const mostDefinitions = 5_000
/** How many definitions one block is given, and how many of its labels are looked up for that. */
const mostForOne = 200
const mostLooked = 5_000

export function referencesOf(blocks: readonly Block[]): References {
  const defining = blocks.filter(({ definitions, notes }) => definitions.size > 0 || notes.size > 0)
  if (defining.length === 0) return noReferences
  const definitions = new Map<string, string>()
  const found = new Map<string, string>()
  for (const block of defining) {
    if (definitions.size + found.size > mostDefinitions) break
    for (const [label, line] of block.definitions) if (!definitions.has(label)) definitions.set(label, line)
    for (const [label, text] of block.notes) if (!found.has(label)) found.set(label, text)
  }
  const order = found.size === 0 ? [] : blocks.flatMap(({ noteReferences }) => noteReferences)
  const labels = new Set([...order.filter((label) => found.has(label)), ...found.keys()])
  return { definitions, notes: new Map([...labels].map((label) => [label, found.get(label) ?? ''])) }
}

const label = /\[(?<label>(?:[^[\]\\]|\\.){1,999})\]/gu

/** Lines to set behind a text, so that what it refers to is known; empty where it refers to nothing. */
export function definitionsFor(source: string, { definitions, notes }: References): string {
  if ((definitions.size === 0 && notes.size === 0) || !source.includes('[')) return ''
  const lines = new Set<string>()
  let looked = 0
  for (const { groups } of source.matchAll(label)) {
    looked += 1
    if (looked > mostLooked) break
    const name = groups?.['label'] ?? ''
    const definition = definitions.get(labelKey(name))
    if (definition !== undefined) lines.add(definition)
    // What it says stands at the end of the whole text.
    else if (name.startsWith('^') && notes.has(labelKey(name.slice(1)))) lines.add(`[${name}]: .`)
    if (lines.size >= mostForOne) break
  }
  return lines.size === 0 ? '' : `\n\n${[...lines].join('\n\n')}`
}
