import Database from 'better-sqlite3'
import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { CallError } from '../callError.ts'

/** Below this a disk is full for SQLite, which writes pages of 4 KiB and grows its WAL index by 32 KiB. */
const fullBelowBytes = 64 * 1024

/** Whether the file system has refused a write for want of room. */
export function isOutOfRoom(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
}

function isFull(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize < fullBelowBytes
}

/**
 * What a failure at the database `file` means to a caller: `DISK_FULL` where the disk was full,
 * `DATABASE_DAMAGED` where a page cannot be what was written or the key does not fit, else the error as it is.
 * SQLite reports a full disk as `SQLITE_FULL` from a write, but as an I/O error from `fsync` or from growing the
 * WAL index, and keeps the reason to itself; there the disk is asked.
 */
export function storageError(error: unknown, file: string): unknown {
  if (isOutOfRoom(error)) return new CallError('DISK_FULL')
  if (!(error instanceof Database.SqliteError)) return error
  if (error.code === 'SQLITE_FULL') return new CallError('DISK_FULL')
  if (error.code.startsWith('SQLITE_IOERR') && isFull(dirname(file))) return new CallError('DISK_FULL')
  if (error.code === 'SQLITE_NOTADB' || error.code.startsWith('SQLITE_CORRUPT')) {
    return new CallError('DATABASE_DAMAGED', { file })
  }
  return error
}
