import Database from 'better-sqlite3'
import { accessSync, constants } from 'node:fs'
import { CallError, type CallErrorData } from '../../callError.ts'
import { openReadOnly, readUserVersion, type Connection } from '../connection.ts'
import { openDatabase } from '../openDatabase.ts'
import { storageError } from '../storageError.ts'
import { doubtful, isIntact } from './keyRecords.ts'
import { profileListMigrations } from './profileListMigrations.ts'
import { allProfiles } from './profiles.ts'

/**
 * Opens the list of profiles, which is not encrypted and holds no content.
 * @throws CallError `DATABASE_NEWER` or `DATABASE_DAMAGED`, with the file left untouched
 */
export function openProfileList(file: string): Connection {
  return openDatabase({ file }, profileListMigrations)
}

/** The version that gave each profile a digest. */
const withDigests = 2

/** Whether every page of a list is as SQLite wrote it, and every profile as Confab did. */
function isWhole(file: string): boolean {
  const db = openReadOnly({ file })
  try {
    if (db.pragma('integrity_check', { simple: true }) !== 'ok') return false
    if (Number(db.pragma('user_version', { simple: true })) < withDigests) return true
    return allProfiles(db).every((profile) => profile.digest === doubtful || isIntact(db, profile))
  } finally {
    db.close()
  }
}

/** @throws as the file system does when this process may not write the file */
function refuseProtected(file: string): void {
  accessSync(file, constants.W_OK)
}

/**
 * What a flipped bit in the header may lead to besides: a schema that is not the one of its version (`SQLITE_ERROR`),
 * or a version of the format that SQLite only reads (`SQLITE_READONLY`), though the file may be written.
 */
function isDamage(error: unknown, file: string): boolean {
  if (error instanceof Database.SqliteError && error.code === 'SQLITE_READONLY') refuseProtected(file)
  const codes = ['SQLITE_ERROR', 'SQLITE_READONLY']
  if (error instanceof Database.SqliteError && codes.includes(error.code)) return true
  const told = storageError(error, file)
  return told instanceof CallError && told.code === 'DATABASE_DAMAGED'
}

/** Writes without effect, which shows whether that can be done at all. @throws SqliteError, with the connection closed */
function refuseReadOnly(db: Connection): void {
  try {
    db.exec('BEGIN IMMEDIATE')
    db.pragma(`user_version = ${profileListMigrations.length}`)
    db.exec('ROLLBACK')
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * Opens the list after all of it has been read and found as it was written. Answers null for a damaged one.
 * @throws CallError `DATABASE_NEWER`, `DISK_FULL`
 */
export function openIfWhole(file: string): Connection | null {
  try {
    const isOurs = readUserVersion({ file }) <= profileListMigrations.length
    if (isOurs && !isWhole(file)) return null
    const db = openProfileList(file)
    refuseReadOnly(db)
    return db
  } catch (error) {
    if (isDamage(error, file)) return null
    throw error
  }
}

/**
 * What a failure means that came up while the list was open: the next start puts a damaged one right. Damage to the
 * database of a profile, which is opened on the way, stays what it is.
 */
export function profileListError(error: unknown, db: Connection): unknown {
  const told = storageError(error, db.name)
  if (!(told instanceof CallError) || told.code !== 'DATABASE_DAMAGED') return told
  const { file } = told.data as CallErrorData<'DATABASE_DAMAGED'>
  return file === db.name ? new CallError('PROFILE_LIST_DAMAGED') : told
}

/** Runs several writes in one transaction. @throws CallError `DISK_FULL`, `PROFILE_LIST_DAMAGED`, with nothing changed */
export function writeProfileList<Result>(db: Connection, work: () => Result): Result {
  try {
    return db.transaction(work).immediate()
  } catch (error) {
    throw profileListError(error, db)
  }
}

/**
 * Overwrites what was replaced: until a checkpoint the database still holds the pages from before, and with them a
 * key wrapped under the former password.
 */
export function forgetReplaced(db: Connection): void {
  db.pragma('wal_checkpoint(TRUNCATE)')
}
