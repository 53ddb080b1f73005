import { bounds } from '../../../../shared/bounds.ts'
import type { Connection } from '../connection.ts'
import { statement } from '../statement.ts'

/** What a title has at its end that names a copy: ` (copy)`, ` (copy 2)` and so on. */
const copyMark = / \(copy(?: (\d{1,9}))?\)$/u

/** The start of a title, with half a character nowhere, that leaves room for what follows it. */
function cut(title: string, room: number): string {
  const start = title.slice(0, room)
  return start.isWellFormed() ? start : start.slice(0, -1)
}

/** Pure: the title of a copy, numbered on where some of that name are `taken` already. */
export function copyTitle(title: string, taken: readonly string[]): string {
  const base = title.replace(copyMark, '')
  const titles = new Set(taken)
  for (let number = 1; ; number += 1) {
    const mark = number === 1 ? ' (copy)' : ` (copy ${number})`
    const copy = cut(base, bounds.title.max - mark.length) + mark
    if (!titles.has(copy)) return copy
  }
}

/** The title of a copy of a conversation. Copies of copies are copies of the first, and numbered like them. */
export function titleForCopy(db: Connection, title: string): string {
  const sql = `SELECT title FROM conversations WHERE deleted_at IS NULL AND title LIKE '% (copy%)'`
  const taken = statement<[], { readonly title: string }>(db, sql).all()
  return copyTitle(
    title,
    taken.map((row) => row.title),
  )
}
