import { mkdirSync } from 'node:fs'
import { backupFile, backupFolderOf } from '../backups/backupFolder.ts'
import { newBackupId } from '../backups/backupNames.ts'
import { callsOf } from './calls.ts'
import type { Connection } from './connection.ts'
import { conversationCalls } from './list/conversationCalls.ts'
import { emptyWal } from './copying.ts'
import { folderCalls } from './list/folderCalls.ts'
import { messageCalls } from './tree/messageCalls.ts'
import { copyTo, type CopyBefore } from './migrate.ts'
import { profileMigrations } from './migrations/profileMigrations.ts'
import { openDatabase } from './openDatabase.ts'
import { profileCalls } from './profileCalls.ts'
import type { ProfileDatabase } from './profileDatabase.ts'
import { searchCalls } from './search/searchCalls.ts'
import { transferCalls } from './transfer/transferCalls.ts'
import { turnCalls } from './tree/turnCalls.ts'
import { usageCalls } from './usage/usageCalls.ts'

export interface OpenOptions {
  /** Absolute path of the database; made when it is absent, with the folders above it. */
  readonly file: string
  /** 32 bytes, left untouched. */
  readonly dataKey: Buffer
}

/** What was there before an update is a backup like others. */
const copyToBackups: CopyBefore = (db, version) => {
  const folder = backupFolderOf(db.name)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  copyTo(db, backupFile(folder, newBackupId('before-update', Date.now(), version)))
}

/**
 * Opens the database of a profile, bringing its schema up to date.
 * @throws CallError `DATABASE_NEWER` or `DATABASE_DAMAGED`, with the file left untouched
 */
export async function openProfileDatabase(options: OpenOptions): Promise<ProfileDatabase> {
  return profileDatabaseOf(openDatabase(options, profileMigrations, copyToBackups))
}

/** Ends what a process that died has left unfinished in a database. `now` in epoch milliseconds. */
export async function endUnfinished(database: ProfileDatabase, now: number): Promise<void> {
  await database.interruptUnfinished(now)
  await database.removeUnfinishedImports()
  await database.deleteHidden(now)
}

/** Composes the functions of this folder over an open connection. */
export function profileDatabaseOf(db: Connection): ProfileDatabase {
  return {
    ...turnCalls(db),
    ...conversationCalls(db),
    ...messageCalls(db),
    ...folderCalls(db),
    ...searchCalls(db),
    ...profileCalls(db),
    ...usageCalls(db),
    ...transferCalls(db),
    emptyWal: () => callsOf(db).read(() => emptyWal(db)),
    close: () => callsOf(db).read(() => void db.close()),
  }
}
