import type { CompileContext, Extension } from 'mdast-util-from-markdown'

/** What a formula is written between. */
export interface MathsMarks {
  readonly opening: string
  readonly closing: string
  /** It stands by itself rather than within a line. */
  readonly display: boolean
}

const marks: readonly MathsMarks[] = [
  { opening: '$$', closing: '$$', display: true },
  { opening: '\\[', closing: '\\]', display: true },
  { opening: '\\(', closing: '\\)', display: false },
]
const dollars: MathsMarks = { opening: '$', closing: '$', display: false }

export interface Maths {
  type: 'maths'
  /** The TeX alone, as it is written. */
  value: string
  marks: MathsMarks
}

declare module 'mdast' {
  interface RootContentMap {
    maths: Maths
  }
  interface PhrasingContentMap {
    maths: Maths
  }
}

function enterMaths(this: CompileContext, token: Parameters<CompileContext['enter']>[1]): undefined {
  const source = this.sliceSerialize(token)
  const found = marks.find(({ opening }) => source.startsWith(opening)) ?? dollars
  this.enter({ type: 'maths', value: '', marks: found }, token)
  this.buffer()
}

function exitMaths(this: CompileContext, token: Parameters<CompileContext['exit']>[0]): undefined {
  const value = this.resume()
  const node = this.stack.at(-1)
  if (node?.type === 'maths') node.value = value
  this.exit(token)
}

/** Turns what `mathsSyntax` finds into nodes that hold the TeX as it is written. */
export const mathsTree: Extension = {
  enter: {
    mathsFlow: enterMaths,
    mathsText: enterMaths,
    mathsData(token) {
      this.config.enter['data']?.call(this, token)
    },
  },
  exit: {
    mathsFlow: exitMaths,
    mathsText: exitMaths,
    mathsData(token) {
      this.config.exit['data']?.call(this, token)
    },
  },
}
