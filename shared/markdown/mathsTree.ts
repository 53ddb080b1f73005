import type { CompileContext, Extension } from 'mdast-util-from-markdown'

interface Maths {
  type: 'maths'
  value: string
  display: boolean
}

declare module 'mdast' {
  interface RootContentMap {
    maths: Maths
  }
  interface PhrasingContentMap {
    maths: Maths
  }
}

function isDisplay(opening: string): boolean {
  return opening === '$$' || opening === '\\['
}

function enterMaths(this: CompileContext, token: Parameters<CompileContext['enter']>[1]): undefined {
  const display = isDisplay(this.sliceSerialize(token).slice(0, 2))
  this.enter({ type: 'maths', value: '', display }, token)
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
