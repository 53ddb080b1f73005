/**
 * Finds where the top-level blocks of Markdown begin, line by line, in linear time whatever is in them. It may leave
 * blocks together that could stand apart, never the other way round: each is set by a full parser afterwards.
 */
import { htmlBlockNames, htmlRawNames } from 'micromark-util-html-tag-name'

/** What goes on over blank lines until it is closed; null for everything else. */
type Open =
  | { readonly kind: 'code'; readonly fence: string }
  /** HTML that a parser takes as one block. `end` null: until a blank line. */
  | { readonly kind: 'html'; readonly end: RegExp | null }
  | null

/** What the lines before say about the next one. */
export interface ScanState {
  readonly open: Open
  /** In columns: where the text of the list item stands that the last lines belong to; 0 outside of lists. */
  readonly item: number
  /** The code that is open in that item, by its fence: no line goes on with it but by indentation. */
  readonly itemFence: string | null
  readonly afterBlank: boolean
  /** A block of code has just been closed: whatever follows is another block. */
  readonly closed: boolean
  /** The block has no line yet. */
  readonly fresh: boolean
}

export const scanStart: ScanState = {
  open: null,
  item: 0,
  itemFence: null,
  afterBlank: false,
  closed: false,
  fresh: true,
}

/** A list or a row of definitions longer than this, in UTF-16 code units, is set in pieces. */
const longRun = 2_000

const blankLine = /^[ \t]*$/u
const openingFence = /^ {0,3}(?<fence>`{3,}(?=[^`]*$)|~{3,})/u
const thematicBreak = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/u
const listMarker = /^(?<before> {0,3}(?:[-+*]|\d{1,9}[.)]))(?:(?<space>[ \t]+)(?=\S)|[ \t]*$)/u
const definition = /^ {0,3}\[[^\]]{1,999}\]:/u
/** What ends a list without a blank line, besides a fence. */
const interruption = /^ {0,3}(?:#{1,6}(?:[ \t]|$)|>)/u

const rawHtml = new RegExp(`^ {0,3}<(?:${htmlRawNames.join('|')})(?=[\\s>]|$)`, 'iu')
const blockHtml = new RegExp(`^ {0,3}</?(?:${htmlBlockNames.join('|')})(?=[\\s>]|/>|$)`, 'iu')
/** Not inside of a paragraph. */
const anyTag = /^ {0,3}<(?:\/[a-z][a-z\d-]*[ \t]*|[a-z][a-z\d-]*(?:[ \t][^<>]*)?\/?)>[ \t]*$/iu
const htmlEnds: readonly (readonly [start: RegExp, end: RegExp])[] = [
  [rawHtml, new RegExp(`</(?:${htmlRawNames.join('|')})>`, 'iu')],
  [/^ {0,3}<!--/u, /-->/u],
  [/^ {0,3}<\?/u, /\?>/u],
  [/^ {0,3}<!\[CDATA\[/u, /\]\]>/u],
  [/^ {0,3}<![a-z]/iu, />/u],
]

function columnsBefore(line: string): number {
  let columns = 0
  for (const character of line) {
    if (character === ' ') columns += 1
    else if (character === '\t') columns += 4 - (columns % 4)
    else break
  }
  return columns
}

/** Where the text of an item begins; 0 for a line that begins none. */
function itemOf(line: string): number {
  const { before, space = '' } = listMarker.exec(line)?.groups ?? {}
  if (before === undefined || thematicBreak.test(line)) return 0
  return before.length + (space.length > 4 || space === '' ? 1 : columnsBefore(space))
}

/** The code that is open behind a line of a list item. */
function fenceWithin(fence: string | null, line: string): string | null {
  const text = line.replace(/^(?:[ \t>]|[-+*][ \t]|\d{1,9}[.)][ \t])*/u, '')
  if (fence === null) return openingFence.exec(text)?.groups?.['fence'] ?? null
  return isClosedBy(fence, text) ? null : fence
}

function htmlIn(line: string, first: boolean): Open {
  const raw = htmlEnds.find(([start]) => start.test(line))
  if (raw) return raw[1].test(line.slice(line.indexOf('<') + 2)) ? null : { kind: 'html', end: raw[1] }
  if (blockHtml.test(line) || (first && anyTag.test(line))) return { kind: 'html', end: null }
  return null
}

function isClosedBy(fence: string, line: string): boolean {
  const closing = /^ {0,3}(`{3,}|~{3,})[ \t]*$/u.exec(line)?.[1]
  return closing !== undefined && closing[0] === fence[0] && closing.length >= fence.length
}

function inside(open: NonNullable<Open>, state: ScanState, line: string): ScanState {
  if (open.kind === 'code')
    return isClosedBy(open.fence, line) ? { ...state, open: null, closed: true } : state
  if (open.end ? open.end.test(line) : blankLine.test(line))
    return { ...state, open: null, afterBlank: open.end === null }
  return state
}

/** A line that stands in nothing that was open: it begins something or goes on with a paragraph. */
function outside(state: ScanState, line: string, length: number): Step {
  const item = itemOf(line)
  const fence = openingFence.exec(line)?.groups?.['fence']
  const goesOn = state.item > 0 && item > 0
  const first = state.fresh || state.closed || (state.afterBlank && !goesOn) || fence !== undefined
  const begins = first || (length > longRun && (goesOn || definition.test(line)))
  const inParagraph = !first && state.itemFence === null
  const open: Open = fence === undefined ? htmlIn(line, !inParagraph) : { kind: 'code', fence }
  const left = open !== null || !inParagraph || interruption.test(line) || thematicBreak.test(line)
  const next = { open, afterBlank: false, closed: false, fresh: false }
  if (item > 0) return { begins, state: { ...next, item, itemFence: fenceWithin(null, line) } }
  return { begins, state: { ...next, item: left ? 0 : state.item, itemFence: null } }
}

export interface Step {
  /** The line is the first of a block. */
  readonly begins: boolean
  readonly state: ScanState
}

function goneOn(state: ScanState, line: string, within: boolean): ScanState {
  const itemFence = within ? fenceWithin(state.itemFence, line) : state.itemFence
  return { ...state, itemFence, afterBlank: false }
}

/** @param length of the block so far, in UTF-16 code units */
export function scanLine(state: ScanState, line: string, length: number): Step {
  if (state.open) return { begins: false, state: inside(state.open, state, line) }
  if (blankLine.test(line)) return { begins: false, state: { ...state, afterBlank: true } }
  const columns = columnsBefore(line)
  const within = state.item > 0 && columns >= state.item
  // Indented code and what belongs to a footnote go on after blank lines.
  if (!state.closed && !state.fresh && (within || columns >= 4))
    return { begins: false, state: goneOn(state, line, within) }
  return outside(state, line, length)
}
