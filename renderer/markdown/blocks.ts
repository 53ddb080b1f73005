/**
 * Splits Markdown into its top-level blocks, so that each can be rendered by itself. While text is appended only
 * the end is split anew: a block is final as soon as two blocks stand after it.
 */
import { marked } from 'marked'

export interface Blocks {
  /** The text they were split from, with `\n` as its only line end. */
  readonly source: string
  /** Joined they are `source`, but for white space at the ends of lines. */
  readonly blocks: readonly string[]
}

export const noBlocks: Blocks = { source: '', blocks: [] }

/** How many blocks at the end may still change when text is appended. */
const unsettled = 2

/** @param previous what this text, or the beginning of it, was split into before */
export function splitBlocks(text: string, previous: Blocks = noBlocks): Blocks {
  const source = text.replaceAll(/\r\n?/gu, '\n')
  if (source === previous.source) return previous
  const kept = source.startsWith(previous.source) ? previous.blocks.slice(0, -unsettled) : []
  const settled = kept.join('')
  // The lexer may write white space at the end of a list differently; where blocks stand is then not known.
  if (!source.startsWith(settled)) return { source, blocks: lex(source) }
  return { source, blocks: [...kept, ...lex(source.slice(settled.length))] }
}

/** Blank lines go with the block before them. */
function lex(source: string): readonly string[] {
  const blocks: string[] = []
  for (const { raw, type } of marked.lexer(source)) {
    const last = blocks.at(-1)
    if (type === 'space' && last !== undefined) blocks[blocks.length - 1] = last + raw
    else blocks.push(raw)
  }
  return blocks
}
