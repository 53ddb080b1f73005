/** One top-level block of a text, and what it gives to the others. */
export interface Block {
  readonly kind: 'text' | 'code'
  readonly source: string
  /** Where it ends in its text, in UTF-16 code units. */
  readonly end: number
  /**
   * How it is set: at once, by a worker because it may take long, or as plain text until that is asked for because it
   * is too long.
   */
  readonly setting: 'at-once' | 'by-worker' | 'when-asked'
  /** What painting it costs, as so many UTF-16 code units of plain text. */
  readonly cost: number
  /** What links of the whole text may refer to: label to definition, as they are written. */
  readonly definitions: ReadonlyMap<string, string>
  /** Label to the Markdown of the footnote. */
  readonly notes: ReadonlyMap<string, string>
  /** The labels of the footnotes that it refers to, in their order. */
  readonly noteReferences: readonly string[]
}

/** A longer block is set when that is asked for. 300 rows of a table are as long. */
const longestSet = 20_000
/**
 * What is set at once: measured on one core, the worst of forty hostile constructs takes 20 ms at this length with
 * so many marks; with as many marks as fit into it, 500 ms.
 */
const atOnce = { length: 4_000, marks: 200 } as const
const mark = /[*_~`[<|$\\&\n@]/gu
const markCost = 25
/** What a line costs besides its characters, an item or a row above all; and a block by itself. */
const lineCost = 25
const blockCost = 60
/** Code and plain text are painted in slices of their own. */
const ownSlices = 2_000

/** How much of a block's definitions and footnotes is looked for. */
const mostLabels = 500
const longestDefinition = 2_000

const definitionLine = /^ {0,3}\[(?!\^)(?<label>(?:[^[\]\\]|\\.){1,999})\]:[ \t]*(?:\n[ \t]*)?\S.*$/gmu
const noteLine = /^ {0,3}\[\^(?<label>[^\]\s]{1,999})\]:[ \t]*/u
const noteReference = /\[\^(?<label>[^\]\s]{1,999})\](?!:)/gu
const codeSpan = /`[^`]*`/gu

/** Labels that differ in case or white space only are the same. */
export function labelKey(label: string): string {
  return label.trim().replaceAll(/\s+/gu, ' ').toLowerCase()
}

function definitionsIn(source: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { 0: line, groups } of source.matchAll(definitionLine)) {
    const key = labelKey(groups?.['label'] ?? '')
    if (found.size >= mostLabels) break
    if (line.length <= longestDefinition && !found.has(key)) found.set(key, line)
  }
  return found
}

function notesIn(source: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  let label: string | null = null
  for (const line of source.split('\n')) {
    const match = noteLine.exec(line)
    if (match && found.size >= mostLabels) break
    if (match) label = labelKey(match.groups?.['label'] ?? '')
    if (label === null) continue
    if (!match) found.set(label, `${found.get(label) ?? ''}\n${line.replace(/^(?: {4}|\t)/u, '')}`)
    else if (!found.has(label)) found.set(label, line.slice(match[0].length))
  }
  return found
}

function noteReferencesIn(source: string): readonly string[] {
  const labels = [...source.replaceAll(codeSpan, '').matchAll(noteReference)]
  return labels.slice(0, mostLabels).map(({ groups }) => labelKey(groups?.['label'] ?? ''))
}

function settingOf(source: string): Pick<Block, 'cost' | 'setting'> {
  if (source.length > longestSet) return { setting: 'when-asked', cost: ownSlices }
  const marks = source.match(mark)?.length ?? 0
  const lines = source.split('\n').length
  const cost = blockCost + source.length + markCost * marks + lineCost * lines
  const short = source.length <= atOnce.length && marks <= atOnce.marks
  return { setting: short ? 'at-once' : 'by-worker', cost }
}

type Given = Pick<Block, 'definitions' | 'notes' | 'noteReferences'>

const nothing: Given = { definitions: new Map(), notes: new Map(), noteReferences: [] }

/** What a block of text, however long it is, gives to the others. */
export function givenBy(source: string): Given {
  const defines = source.includes(']:')
  const notes = source.includes('[^')
  return {
    definitions: defines ? definitionsIn(source) : nothing.definitions,
    notes: defines && notes ? notesIn(source) : nothing.notes,
    noteReferences: notes ? noteReferencesIn(source) : nothing.noteReferences,
  }
}

/** The block between two indices of a text that was split into blocks. */
export function blockOf(text: string, start: number, end: number): Block {
  const source = text.slice(start, end)
  if (/^ {0,3}(?:`{3,}[^`\n]*(?:\n|$)|~{3,})/u.test(source))
    return { kind: 'code', source, end, setting: 'at-once', cost: ownSlices, ...nothing }
  const setting = settingOf(source)
  const given = setting.setting === 'when-asked' ? nothing : givenBy(source)
  return { kind: 'text', source, end, ...setting, ...given }
}
