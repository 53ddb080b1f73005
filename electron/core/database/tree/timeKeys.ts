import type { Connection } from '../connection.ts'
import { statement } from '../statement.ts'

/** How many messages of the same millisecond are told apart before they spill into the next. */
const perMillisecond = 1024

/** The smallest `time_key` of a time, in epoch milliseconds: messages from then on have no smaller one. */
export function timeKeyAt(time: number): number {
  return time * perMillisecond
}

/** The next free `time_key` of a message that was written at a time, in epoch milliseconds. */
export function nextTimeKey(db: Connection, createdAt: number): number {
  let from = timeKeyAt(createdAt)
  for (;;) {
    const sql = 'SELECT max(time_key) AS last FROM messages WHERE time_key >= ? AND time_key < ?'
    const { last } = statement<[number, number], { readonly last: number | null }>(db, sql).get(
      from,
      from + perMillisecond,
    ) ?? { last: null }
    if (last === null) return from
    if (last + 1 < from + perMillisecond) return last + 1
    from += perMillisecond
  }
}
