/**
 * Markdown for a page that is exported. It is read as the window reads it: by the same rules, and in pieces, for the time
 * of a parser grows faster than the length of what it is given at once.
 */
import { givenBy, type Block } from '../../../../shared/markdown/block.ts'
import { splitBlocks } from '../../../../shared/markdown/blocks.ts'
import { parse } from '../../../../shared/markdown/parse.ts'
import { definitionsFor, referencesOf } from '../../../../shared/markdown/references.ts'
import { treeHtml } from './treeHtml.ts'

/** UTF-16 code units: what is longer is no message that anybody reads set. */
const longestMarkdown = 1_000_000
/** Of what becomes of it. */
const longestHtml = 16_000_000
/** Of one piece: a table of one wide row and many empty ones would become a thousand times its text. */
const mostNodes = 500_000

/** So long is a piece, in UTF-16 code units, unless one block is longer. Many small ones would each have their cost. */
const pieceLength = 20_000

type Piece = Pick<Block, 'kind' | 'source'>

/** The blocks of a text, short ones together. Code stands alone: it may go on to the end of whatever it is set with. */
function piecesOf(blocks: readonly Block[]): readonly Piece[] {
  const pieces: Piece[] = []
  for (const { kind, source } of blocks) {
    const last = pieces.at(-1)
    const joined = kind === 'text' && last?.kind === 'text' ? last.source + source : null
    if (joined === null || joined.length > pieceLength) pieces.push({ kind, source })
    else pieces[pieces.length - 1] = { kind, source: joined }
  }
  return pieces
}

/** The window leaves out what a block gives that is too long to be set unasked. */
function withAllGiven(block: Block): Block {
  return block.setting === 'when-asked' ? { ...block, ...givenBy(block.source) } : block
}

/**
 * Markdown that anybody may have written, as HTML that neither runs nor loads anything.
 * @throws TreeTooLarge
 */
export function safeHtml(source: string): string {
  const blocks = splitBlocks(source).blocks.map(withAllGiven)
  const references = referencesOf(blocks)
  const numbers = new Map([...references.notes.keys()].map((label, index) => [label, index + 1] as const))
  const set = ({ kind, source: text }: Piece): string => {
    const definitions = kind === 'code' ? '' : definitionsFor(text, references)
    return treeHtml(parse(text + definitions, mostNodes), numbers)
  }
  const texts = piecesOf(blocks)
    .map(set)
    .filter((html) => html !== '')
  const notes = [...references.notes.values()].map(
    (text) => `<li>${set({ kind: 'text', source: text })}</li>\n`,
  )
  if (notes.length > 0) texts.push(`<ol class="footnotes">\n${notes.join('')}</ol>`)
  return texts.map((html) => `${html}\n`).join('')
}

/**
 * The same within bounds, for a process that may be held and ended by it. Null for what cannot be set: it is too long, or
 * the parser gave up on it.
 */
export function htmlWithinBounds(source: string): string | null {
  if (source.length > longestMarkdown) return null
  try {
    const html = safeHtml(source)
    return html.length > longestHtml ? null : html
  } catch {
    // A tree that is too large, or a parser that gave up; the text is shown as it is, and counted.
    return null
  }
}
