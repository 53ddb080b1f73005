import Database from 'better-sqlite3'
import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { CallError } from '../callError.ts'
import { encryptAnew, openReadOnly, opensWith, type Connection } from '../database/connection.ts'
import { copyInto, flush, isSound, isTorn } from '../database/copying.ts'
import { formerKeys, putFormerKeys, type FormerKey } from '../database/formerKeys.ts'
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

/** Whether there is a file that can be read: no folder, and no pipe whose reader waits for ever. */
function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false
}

/** @throws Damaged, SqliteError, CallError `DATABASE_NEWER` */
function check(file: string, dataKey: Buffer): void {
  // The test that opening makes first: what it refuses is no good to anybody.
  if (isTorn(file)) throw new Damaged()
  reading(file, dataKey, (db) => {
    const found = Number(db.pragma('user_version', { simple: true }))
    if (found > supported) throw new CallError('DATABASE_NEWER', { found, supported })
    // Version 0 is a file without a single table: an empty one opens with any key.
    if (found === 0 || !isSound(db)) throw new Damaged()
  })
}

/** A schema that is not the one of its version is no database of ours, whatever key it has. */
function isForeign(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code === 'SQLITE_ERROR'
}

/** Opens a file as a sign-in does, and puts former keys into it. @throws Damaged, CallError as `openProfileDatabase` */
async function openOnce(file: string, dataKey: Buffer, kept: readonly FormerKey[]): Promise<void> {
  // Here, for copies and checks, which are made far more often, need none of it.
  const { endUnfinished, profileDatabaseOf } = await import('../database/openProfileDatabase.ts')
  try {
    const db = openDatabase({ file, dataKey }, profileMigrations, withoutCopy)
    const database = profileDatabaseOf(db)
    try {
      await endUnfinished(database, Date.now())
      db.transaction(() => putFormerKeys(db, kept)).immediate()
    } finally {
      await database.close()
    }
  } catch (error) {
    throw isForeign(error) ? new Damaged() : error
  }
}

/** Which of the keys a file opens with; the first where it is none of them. */
function keyOf(file: string, dataKey: Buffer, others: readonly FormerKey[]): Buffer {
  const known = [dataKey, ...others.map(({ key }) => Buffer.from(key))]
  return (others.length > 0 ? known.find((key) => opensWith(file, key)) : undefined) ?? dataKey
}

/**
 * What a backup becomes before it takes the place of the database: written anew page by page, so that what stands in
 * the file beyond them stays behind; under the key of today; opened as a profile is; and read to its end once more.
 */
async function prepare(job: BackupJob, target: string, dataKey: Buffer): Promise<void> {
  const { file, formerKeys: others = [] } = job
  const key = keyOf(file, dataKey, others)
  check(file, key)
  reading(file, key, (db) => copyInto(db, target))
  if (!key.equals(dataKey)) encryptAnew(target, key, dataKey)
  await openOnce(target, dataKey, others)
  flush(target)
}

/** A copy of the whole database under another key. What its WAL holds goes into the database first, and the WAL away. */
async function rekey(job: BackupJob, target: string, former: Buffer, dataKey: Buffer): Promise<void> {
  check(job.file, former)
  const db = openDatabase({ file: job.file, dataKey: former }, profileMigrations, withoutCopy)
  try {
    copyInto(db, target)
  } finally {
    db.close()
  }
  encryptAnew(target, former, dataKey)
  await openOnce(target, dataKey, job.formerKeys ?? [])
  flush(target)
}

/** What SQLite puts beside a database. */
function removeBeside(file: string): void {
  for (const beside of ['-journal', '-wal', '-shm']) rmSync(`${file}${beside}`, { force: true })
}

/** Writes a file under another name, and gives it its own when it is whole, checked and on the disk. */
async function writeWhole(
  target: string,
  dataKey: Buffer,
  write: (file: string) => Promise<void> | void,
): Promise<number> {
  const file = `${target}${unfinished}`
  mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 })
  try {
    rmSync(file, { force: true })
    await write(file)
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

async function doJob(job: BackupJob): Promise<BackupResult> {
  const { file, formerKeys: others = [], kind, newKey, target } = job
  const dataKey = Buffer.from(job.dataKey)
  // A database that is not there is made by SQLite where it may write; here it may not, but says `SQLITE_CANTOPEN`.
  if (!isFile(file)) throw new Damaged()
  if (kind === 'former-keys') {
    return { outcome: 'done', bytes: 0, formerKeys: reading(file, dataKey, (db) => formerKeys(db)) }
  }
  if (kind === 'check' || kind === 'check-and-copy') check(file, keyOf(file, dataKey, others))
  if (kind === 'check' || target === null) return { outcome: 'done', bytes: statSync(file).size }
  const finalKey = newKey === undefined ? dataKey : Buffer.from(newKey)
  const bytes = await writeWhole(target, finalKey, (unfinishedFile) => {
    if (kind === 'prepare') return prepare(job, unfinishedFile, dataKey)
    if (kind === 'rekey') return rekey(job, unfinishedFile, dataKey, finalKey)
    reading(file, dataKey, (db) => copyInto(db, unfinishedFile))
  })
  return { outcome: 'done', bytes }
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
export async function runJob(job: BackupJob): Promise<BackupResult> {
  try {
    return await doJob(job)
  } catch (error) {
    return resultOf(storageError(error, job.target ?? job.file))
  }
}
