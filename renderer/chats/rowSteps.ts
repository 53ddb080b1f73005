/** Pure: which row of the list the Tab key goes to, and where the other keys lead from it. */
import type { ConversationId } from '../../shared/contract/base.ts'
import type { ListRow } from './listRows.ts'

/** The row that had the focus last, and where it stood. */
export interface LastFocus {
  readonly key: string | null
  readonly index: number
}

export const noFocus: LastFocus = { key: null, index: -1 }

function canHaveFocus(row: ListRow | undefined): boolean {
  return row !== undefined && row.kind !== 'heading' && row.kind !== 'empty'
}

/** The next row that can have the focus, from `start` on; -1 when there is none. */
function nextFrom(rows: readonly ListRow[], start: number, step: 1 | -1): number {
  for (let index = start; index >= 0 && index < rows.length; index += step)
    if (canHaveFocus(rows[index])) return index
  return -1
}

function nearest(rows: readonly ListRow[], index: number): number {
  const below = nextFrom(rows, Math.max(index, 0), 1)
  return below >= 0 ? below : nextFrom(rows, Math.min(index, rows.length - 1), -1)
}

/**
 * The one row that the Tab key goes to: the one that had the focus last, or what stands there now; before any had it
 * the chat that is open, else the first row. -1 when no row can have the focus.
 */
export function tabStopOf(
  rows: readonly ListRow[],
  last: LastFocus,
  currentId: ConversationId | null,
): number {
  const key = last.key ?? currentId
  const index = key === null ? -1 : rows.findIndex((row) => row.key === key)
  return index >= 0 ? index : nearest(rows, last.index)
}

/** Where a key leads from a row; null for a key that is none of these. `page` is how many rows are seen at once. */
export function rowAfterKey(
  rows: readonly ListRow[],
  from: number,
  key: string,
  page: number,
): number | null {
  const stepTo = (index: number, step: 1 | -1): number => {
    const to = nextFrom(rows, Math.min(Math.max(index, 0), rows.length - 1), step)
    return to >= 0 ? to : from
  }
  switch (key) {
    case 'ArrowDown':
      return from + 1 < rows.length ? stepTo(from + 1, 1) : from
    case 'ArrowUp':
      return from > 0 ? stepTo(from - 1, -1) : from
    case 'PageDown': {
      const to = stepTo(from + page, -1)
      return to > from ? to : rowAfterKey(rows, from, 'ArrowDown', page)
    }
    case 'PageUp': {
      const to = stepTo(from - page, 1)
      return to < from ? to : rowAfterKey(rows, from, 'ArrowUp', page)
    }
    case 'Home':
      return stepTo(0, 1)
    case 'End':
      return stepTo(rows.length - 1, -1)
    default:
      return null
  }
}
