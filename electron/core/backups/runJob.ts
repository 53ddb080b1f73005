import { copyFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { CallError } from '../callError.ts'
import { openReadOnly, type Connection } from '../database/connection.ts'
import { copyInto, flush, isSound } from '../database/copying.ts'
import { withoutCopy } from '../database/migrate.ts'
import { profileMigrations } from '../database/migrations/profileMigrations.ts'
import { openDatabase } from '../database/openDatabase.ts'
import { isOutOfRoom, storageError } from '../database/storageError.ts'
import { describeError } from '../describeError.ts'
import { unfinished } from './backupNames.ts'
import type { BackupJob, BackupResult } from './job.ts'

const supported = profileMigrations.length

class Damaged extends Error {}

function reading<Result>(file: string, dataKey: Buffer, work: (db: Connection) => Result): Result {
  const db = openReadOnly({ file, dataKey })
  try {
    return work(db)
  } finally {
    db.close()
  }
}

/** @throws Damaged, SqliteError, CallError `DATABASE_NEWER` */
function check(file: string, dataKey: Buffer): void {
  reading(file, dataKey, (db) => {
    const found = Number(db.pragma('user_version', { simple: true }))
    if (found > supported) throw new CallError('DATABASE_NEWER', { found, supported })
    // Version 0 is a file without a single table: an empty one opens with any key.
    if (found === 0 || !isSound(db)) throw new Damaged()
  })
}

/** What a backup becomes before it takes the place of the database: of this version, and read to its end once more. */
function prepare(file: string, target: string, dataKey: Buffer): void {
  check(file, dataKey)
  copyFileSync(file, target)
  openDatabase({ file: target, dataKey }, profileMigrations, withoutCopy).close()
  flush(target)
}

/** What SQLite puts beside a database. */
function removeBeside(file: string): void {
  for (const beside of ['-journal', '-wal', '-shm']) rmSync(`${file}${beside}`, { force: true })
}

/** Writes a file under another name, and gives it its own when it is whole, checked and on the disk. */
function writeWhole(target: string, dataKey: Buffer, write: (file: string) => void): number {
  const file = `${target}${unfinished}`
  mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 })
  try {
    rmSync(file, { force: true })
    write(file)
    check(file, dataKey)
    // The check leaves them where the file keeps a WAL; nothing is in it.
    removeBeside(file)
    renameSync(file, target)
    flush(path.dirname(target))
    return statSync(target).size
  } catch (error) {
    rmSync(file, { force: true })
    removeBeside(file)
    throw error
  }
}

function doJob({ kind, file, target, dataKey: bytes }: BackupJob): number {
  const dataKey = Buffer.from(bytes)
  // A database that is not there is made by SQLite where it may write; here it may not, but says `SQLITE_CANTOPEN`.
  if (statSync(file, { throwIfNoEntry: false }) === undefined) throw new Damaged()
  if (kind === 'check' || kind === 'check-and-copy') check(file, dataKey)
  if (kind === 'check' || target === null) return statSync(file).size
  return writeWhole(target, dataKey, (unfinishedFile) => {
    if (kind === 'prepare') prepare(file, unfinishedFile, dataKey)
    else reading(file, dataKey, (db) => copyInto(db, unfinishedFile))
  })
}

function resultOf(error: unknown): BackupResult {
  if (error instanceof Damaged) return { outcome: 'damaged' }
  if (isOutOfRoom(error)) return { outcome: 'disk-full' }
  if (!(error instanceof CallError)) return { outcome: 'failed', description: describeError(error) }
  const { code, data } = error
  if (code === 'DATABASE_DAMAGED') return { outcome: 'damaged' }
  if (code === 'DISK_FULL') return { outcome: 'disk-full' }
  if (code === 'DATABASE_NEWER')
    return { outcome: 'newer', ...(data as { found: number; supported: number }) }
  return { outcome: 'failed', description: describeError(error) }
}

/** Does one job. What goes wrong is said in the result, and leaves nothing behind. */
export function runJob(job: BackupJob): BackupResult {
  try {
    return { outcome: 'done', bytes: doJob(job) }
  } catch (error) {
    return resultOf(storageError(error, job.target ?? job.file))
  }
}
