import { closeSync, fsyncSync, openSync, statSync } from 'node:fs'
import type { Connection } from './connection.ts'

/**
 * Writes the database as it stands now into a new file under the same key, on the disk when this returns. Whoever
 * writes meanwhile is not held up. SQLite itself reads what is copied: reading the file past it, in a process that
 * has it open, would take away the locks of that process once the file is closed (POSIX), and on Windows fails at
 * the page that holds the locks.
 */
export function copyInto(db: Connection, target: string): void {
  db.prepare('VACUUM INTO ?').run(target)
  flush(target)
}

/** Bytes; 0 where there is no file. */
export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

const pageBytes = 4096

/**
 * Whether a file ends in the middle of a page. SQLite would read the rest of that page as zeros, past the check of its
 * authenticity (and takes a file of one byte for an empty one). With a WAL it may have been cut off while it grew,
 * and the WAL has that page.
 */
export function isTorn(file: string): boolean {
  return sizeOf(file) % pageBytes !== 0 && sizeOf(`${file}-wal`) === 0
}

/** Every table that has pages: those of the search index (`shadow`) too, but not the views that it is asked by. */
const tablesWithPages = `
  SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')`

/**
 * Reads all that a database holds and says whether it is sound. SQLCipher authenticates every page, so that any changed
 * byte of a page in use is found. One table after the other: a check of the whole would also go through the search
 * index word by word, which takes longer than all the rest and finds no damage to a file.
 * @throws SqliteError `SQLITE_NOTADB` or `SQLITE_CORRUPT` where so much is damaged that it cannot be walked
 */
export function isSound(db: Connection): boolean {
  const names = db.prepare<[], string>(tablesWithPages).pluck().all()
  const check = (name: string): unknown =>
    db.pragma(`quick_check('${name.replaceAll(`'`, `''`)}')`, { simple: true })
  return names.length > 0 && names.every((name) => check(name) === 'ok')
}

/**
 * Copies what the WAL holds into the database and empties it, so that deleted pages are nowhere any more. Answers
 * false when somebody reads just now: this never waits, for a backup reads for seconds.
 */
export function emptyWal(db: Connection): boolean {
  const timeout = Number(db.pragma('busy_timeout', { simple: true }))
  db.pragma('busy_timeout = 0')
  try {
    return db.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0
  } finally {
    db.pragma(`busy_timeout = ${timeout}`)
  }
}

/** Puts a file, or the names in a folder, on the disk. */
export function flush(file: string): void {
  const isFolder = statSync(file).isDirectory()
  // Windows has no way to flush a folder, and no need of one.
  if (isFolder && process.platform === 'win32') return
  const descriptor = openSync(file, isFolder ? 'r' : 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
