import Database from 'better-sqlite3'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { formatTime } from '../../shared/timeFormat.ts'
import { systemTimeZone } from '../../shared/timeZone.ts'
import { makeFolder } from './dataFolder.ts'
import type { Host } from './host.ts'

/*
 * One instance of Confab a data folder. What holds it is a lock of the operating system on `instance.lock` (taken by
 * SQLite, which knows how on each system): it dies with its process, so none is ever stale, and a process id that was
 * given to another program misleads nobody. `instance.json` only says whose it is, for the message.
 */

export interface LockHolder {
  readonly host: Host['kind']
  /** Where it answers, once it does. */
  readonly address?: string
}

export interface InstanceLock {
  /** Adds the address to what others are told. */
  update(address: string): void
  release(): void
}

const description = z.object({
  pid: z.number(),
  host: z.enum(['electron', 'server']),
  startedAt: z.number(),
  address: z.string().optional(),
})
type Description = z.infer<typeof description>

const hostNames: Record<Host['kind'], string> = { electron: 'the desktop window', server: 'the server host' }

function messageOf(holder: Description | null): string {
  if (!holder) {
    return 'Confab is already running with this data folder. Close it first, or choose another folder with --data.'
  }
  const since = formatTime(holder.startedAt, 'YYYY-MM-DD HH:MM:SS', systemTimeZone())
  const where = holder.address === undefined ? '' : `, at ${holder.address}`
  return (
    `Confab is already running with this data folder: ${hostNames[holder.host]}, process ${holder.pid}, ` +
    `since ${since}${where}. Close it first, or choose another folder with --data.`
  )
}

/** Another instance has the data folder. The message, made to be shown, says which and what to do. */
export class DataFolderInUseError extends Error {
  constructor(holder: Description | null) {
    super(messageOf(holder))
    this.name = 'DataFolderInUseError'
  }
}

/** What the holder says of itself; null when it has not said it yet. */
function readDescription(file: string): Description | null {
  try {
    return description.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // Absent or half-written: it serves the message alone, which does without.
    return null
  }
}

function writeDescription(file: string, content: Description): void {
  const unfinished = `${file}.unfinished`
  writeFileSync(unfinished, JSON.stringify(content))
  renameSync(unfinished, file)
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
}

/** Takes the lock, or answers null when another has it. */
function lock(file: string): Database.Database | null {
  const db = new Database(file, { timeout: 0 })
  try {
    // A journal in memory: no file beside the lock.
    db.pragma('journal_mode = MEMORY')
    db.pragma('locking_mode = EXCLUSIVE')
    db.exec('BEGIN EXCLUSIVE')
    return db
  } catch (error) {
    db.close()
    if (isBusy(error)) return null
    throw error
  }
}

/**
 * Takes a data folder, made when it is absent, for this process until `release` or its end.
 * @throws DataFolderInUseError when another instance has it
 */
export function acquireInstanceLock(dataFolder: string, holder: LockHolder): InstanceLock {
  makeFolder(dataFolder)
  const descriptionFile = join(dataFolder, 'instance.json')
  const db = lock(join(dataFolder, 'instance.lock'))
  if (!db) throw new DataFolderInUseError(readDescription(descriptionFile))
  const own: Description = { ...holder, pid: process.pid, startedAt: Date.now() }
  writeDescription(descriptionFile, own)
  return {
    update: (address) => writeDescription(descriptionFile, { ...own, address }),
    release() {
      if (!db.open) return
      rmSync(descriptionFile, { force: true })
      db.close()
    },
  }
}
