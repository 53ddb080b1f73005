/** Splits Markdown into its top-level blocks, so that each can be set by itself. What was split before is kept. */
import { withoutNul } from '../withoutNul.ts'
import { blockOf, type Block } from './block.ts'
import { scanLine, scanStart, type ScanState } from './blockScanner.ts'

export interface Blocks {
  /** The text they were split from. */
  readonly text: string
  /** The same with `\n` as its only line end. */
  readonly source: string
  /** Joined they are `source`. The last one may change when text is appended. */
  readonly blocks: readonly Block[]
  /** So many were looked for. */
  readonly most: number
  /** How it goes on after the last whole line that was looked at. */
  readonly resume: Resume
}

interface Resume {
  readonly state: ScanState
  /** Indices into `source`. */
  readonly line: number
  readonly block: number
  /** So many lines were looked at. */
  readonly lines: number
}

/** For each block that is looked for: a text of lines that begin none is not looked through to its end. */
const linesForOne = 40

const start: Resume = { state: scanStart, line: 0, block: 0, lines: 0 }
export const noBlocks: Blocks = { text: '', source: '', blocks: [], most: Infinity, resume: start }

function withOneLineEnd(text: string): string {
  const source = text.includes('\r') ? text.replaceAll(/\r\n?/gu, '\n') : text
  return withoutNul(source)
}

interface Room {
  readonly blocks: number
  readonly lines: number
}

/** Scans the whole lines from `resume` on; `found` gets every place where a block begins. */
function scan(source: string, resume: Resume, found: number[], room: Room): Resume {
  let { block, line, lines, state } = resume
  for (
    let end = source.indexOf('\n', line);
    end >= 0 && found.length <= room.blocks && lines < room.lines;
    end = source.indexOf('\n', line)
  ) {
    const step = scanLine(state, source.slice(line, end), line - block)
    if (step.begins) {
      block = line
      found.push(line)
    }
    state = step.state
    line = end + 1
    lines += 1
  }
  return { block, line, lines, state }
}

/**
 * @param previous what this text, or the beginning of it, was split into before
 * @param most after so many blocks, or forty times as many lines, the rest of the text is left alone
 */
export function splitBlocks(text: string, previous: Blocks = noBlocks, most = Infinity): Blocks {
  if (text === previous.text && most <= previous.most) return previous
  const grown = text.startsWith(previous.text) && !previous.text.endsWith('\r')
  if (!grown && previous !== noBlocks) return splitBlocks(text, noBlocks, most)
  const source = previous.source + withOneLineEnd(text.slice(previous.text.length))
  const begun = previous.blocks.length === 0 ? [0] : [previous.resume.block]
  const resume = scan(source, previous.resume, begun, {
    blocks: most - previous.blocks.length,
    lines: most * linesForOne,
  })
  const whole = !source.includes('\n', resume.line)
  const last = whole ? source.slice(resume.line) : ''
  const step = last === '' ? null : scanLine(resume.state, last, resume.line - resume.block)
  const starts = [...new Set(step?.begins ? [...begun, resume.line] : begun)]
  // The block that the last whole line belongs to is split anew, and with it what an unfinished line had begun.
  const settled = previous.blocks.filter((block) => block.end <= previous.resume.block)
  const added = starts.map((from, index) =>
    blockOf(source, from, starts[index + 1] ?? (whole ? source.length : resume.line)),
  )
  return { text, source, blocks: [...settled, ...added.filter((block) => block.source !== '')], most, resume }
}
