import type { Connection } from '../connection.ts'
import { openDatabase } from '../openDatabase.ts'
import { storageError } from '../storageError.ts'
import { profileListMigrations } from './profileListMigrations.ts'

/**
 * Opens the list of profiles, which is not encrypted and holds no content.
 * @throws CallError `DATABASE_NEWER` or `DATABASE_DAMAGED`, with the file left untouched
 */
export function openProfileList(file: string): Connection {
  return openDatabase({ file }, profileListMigrations)
}

/** Runs several writes in one transaction. @throws CallError `DISK_FULL`, with nothing changed */
export function writeProfileList<Result>(db: Connection, work: () => Result): Result {
  try {
    return db.transaction(work).immediate()
  } catch (error) {
    throw storageError(error, db.name)
  }
}

/**
 * Overwrites what was replaced: until a checkpoint the database still holds the pages from before, and with them a
 * key wrapped under the former password.
 */
export function forgetReplaced(db: Connection): void {
  db.pragma('wal_checkpoint(TRUNCATE)')
}
