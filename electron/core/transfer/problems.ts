import type { ImportProblem, ImportProblemKind } from '../../../shared/contract/imports.ts'

/** As many are listed; of the others a report says how many there were. */
const mostListed = 200

/** What could not be read, or not as it was: the same thing of the same chat is one line with a count. */
export class Problems {
  readonly #lines = new Map<string, { kind: ImportProblemKind; title: string; count: number }>()
  #leftOut = 0

  /** `title` of the chat; empty where it has none or the file as a whole is meant. */
  add(kind: ImportProblemKind, title: string): void {
    const key = `${kind} ${title}`
    const line = this.#lines.get(key)
    if (line) line.count += 1
    else if (this.#lines.size < mostListed)
      this.#lines.set(key, { kind, title: title.slice(0, 200), count: 1 })
    else this.#leftOut += 1
  }

  get lines(): readonly ImportProblem[] {
    return Array.from(this.#lines.values(), (line) => ({ ...line }))
  }

  get leftOut(): number {
    return this.#leftOut
  }
}
