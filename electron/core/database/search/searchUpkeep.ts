import type { Connection } from '../connection.ts'
import { statement } from '../statement.ts'

/*
 * What was deleted is marked in the index and found no more, but its words stay there until all parts of the index
 * are merged into one. That takes long (10 s for 200,000 messages), so it is done in slices, and begun once a day at
 * most.
 */

const day = 24 * 3_600_000
/** Pages of the index that a slice writes: some 10 ms of work. */
const pages = 16

interface Upkeep {
  readonly wanted: 0 | 1
  readonly merging: 0 | 1
  readonly startedAt: number
}

/** Merges; a negative number of pages takes all parts of the index on. Answers false when nothing was left to do. */
function merge(db: Connection, count: number): boolean {
  const changes = statement<[], { readonly count: number }>(db, 'SELECT total_changes() AS count')
  const before = changes.get()?.count ?? 0
  const sql = `INSERT INTO message_words (message_words, rank) VALUES ('merge', ?)`
  statement<[number]>(db, sql).run(count)
  // One change is the command itself.
  return (changes.get()?.count ?? 0) - before > 1
}

function begin(db: Connection, now: number): boolean {
  const sql = 'UPDATE search_upkeep SET wanted = 0, merging = 1, started_at = ?'
  statement<[number]>(db, sql).run(now)
  return merge(db, -pages)
}

function goOn(db: Connection): boolean {
  const more = merge(db, pages)
  if (!more) statement<[]>(db, 'UPDATE search_upkeep SET merging = 0').run()
  return more
}

/**
 * Does a slice of the work that rids the index of what was deleted. `now` is in epoch milliseconds. Answers whether
 * there is more to do; false also where a day has to pass first.
 */
export function tidySearch(db: Connection, now: number): boolean {
  const sql = 'SELECT wanted, merging, started_at AS startedAt FROM search_upkeep'
  const upkeep = statement<[], Upkeep>(db, sql).get()
  if (upkeep?.merging === 1) return goOn(db)
  return upkeep?.wanted === 1 && now - upkeep.startedAt >= day && begin(db, now)
}
