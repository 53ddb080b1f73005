import type { Connection } from '../connection.ts'
import { statement } from '../statement.ts'

/** How many messages of the same millisecond are told apart before they spill into the next. */
const perMillisecond = 1024

/** The smallest `time_key` of a time, in epoch milliseconds: messages from then on have no smaller one. */
export function timeKeyAt(time: number): number {
  return time * perMillisecond
}

/** The last `time_key` that is taken in the millisecond that begins with one; null where none is. */
function lastTaken(db: Connection, from: number): number | null {
  const sql = 'SELECT max(time_key) AS last FROM messages WHERE time_key >= ? AND time_key < ?'
  const found = statement<[number, number], { readonly last: number | null }>(db, sql).get(
    from,
    from + perMillisecond,
  )
  return found?.last ?? null
}

/**
 * Gives out `time_key`s to messages that are written together: each is free, and none is given twice.
 * Answers with the function that gives the next one for a time, in epoch milliseconds.
 */
export function timeKeysOf(db: Connection): (createdAt: number) => number {
  /** By the first `time_key` of a millisecond: the last that is taken. */
  const taken = new Map<number, number | null>()
  return (createdAt) => {
    for (let from = timeKeyAt(createdAt); ; from += perMillisecond) {
      const last = taken.has(from) ? (taken.get(from) ?? null) : lastTaken(db, from)
      const next = last === null ? from : last + 1
      taken.set(from, Math.min(next, from + perMillisecond - 1))
      if (next < from + perMillisecond) return next
    }
  }
}

/** The next free `time_key` of a message that was written at a time, in epoch milliseconds. */
export function nextTimeKey(db: Connection, createdAt: number): number {
  return timeKeysOf(db)(createdAt)
}
