import type { ImportProblem, ImportProblemKind } from '../../../shared/contract/imports.ts'

/** As many are listed; of the others a report says how many there were. */
const mostListed = 200
/** UTF-16 code units of a title as a report has it. */
const longestTitle = 200

/** A piece of a text that does not keep the text in memory, as a slice does. */
function copied(text: string): string {
  return Buffer.from(text).toString()
}

/** What could not be read, or not as it was: the same thing of the same chat is one line with a count. */
export class Problems {
  readonly #lines = new Map<string, { kind: ImportProblemKind; title: string; count: number }>()
  #leftOut = 0

  /** `title` of the chat; empty where it has none or the file as a whole is meant. */
  add(kind: ImportProblemKind, title: string, count = 1): void {
    const shown = copied(title.slice(0, longestTitle))
    const key = `${kind} ${shown}`
    const line = this.#lines.get(key)
    if (line) line.count += count
    else if (this.#lines.size < mostListed) this.#lines.set(key, { kind, title: shown, count })
    else this.#leftOut += count
  }

  get lines(): readonly ImportProblem[] {
    return Array.from(this.#lines.values(), (line) => ({ ...line }))
  }

  get leftOut(): number {
    return this.#leftOut
  }
}
