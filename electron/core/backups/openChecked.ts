import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { CallError } from '../callError.ts'
import { isTorn, sizeOf } from '../database/copying.ts'
import { openProfileDatabase, type OpenOptions } from '../database/openProfileDatabase.ts'
import type { ProfileDatabase } from '../database/profileDatabase.ts'
import { backupFolderOf, namedBackups, removeLeftovers } from './backupFolder.ts'
import type { Copier } from './copier.ts'
import { newestGood } from './newestGood.ts'
import { rekeyedFile } from './rekey.ts'
import { finishRestoration, preparedFile, removePrepared } from './replace.ts'

/** Whether there was a database once: it has backups, or a damaged one was kept. */
async function hadOne(file: string): Promise<boolean> {
  const folder = path.dirname(file)
  const kept = `${path.basename(file)}.damaged-`
  if (!existsSync(folder)) return false
  if (readdirSync(folder).some((name) => name.startsWith(kept))) return true
  return (await namedBackups(backupFolderOf(file))).length > 0
}

/** Removes what a process that was killed has left half done in the folder of a profile that is opened first. */
export function tidyProfileFolder(file: string): void {
  removePrepared(preparedFile(file))
  removePrepared(rekeyedFile(file))
  const folder = backupFolderOf(file)
  if (existsSync(folder)) removeLeftovers(folder)
}

/**
 * Opens the database of a profile, after a restoration that was cut off has been finished, and does `firstReads`. One
 * that is gone or empty although there are backups is not made anew in silence: it counts as damaged.
 * @throws CallError `DATABASE_DAMAGED` with the newest good backup, `DATABASE_NEWER`, `DISK_FULL`
 */
export async function openChecked<Result>(
  copier: Copier,
  options: OpenOptions,
  firstReads: (database: ProfileDatabase) => Promise<Result>,
): Promise<Result> {
  const { dataKey, file } = options
  try {
    finishRestoration(file)
    if (isTorn(file) || (sizeOf(file) === 0 && (await hadOne(file)))) {
      throw new CallError('DATABASE_DAMAGED', { file })
    }
    return await openedFor(options, firstReads)
  } catch (error) {
    if (!(error instanceof CallError) || error.code !== 'DATABASE_DAMAGED') throw error
    const backup = await newestGood(copier, file, dataKey)
    throw new CallError('DATABASE_DAMAGED', { file, backup })
  }
}

/** What fails in the first reads leaves nothing open. */
async function openedFor<Result>(
  options: OpenOptions,
  firstReads: (database: ProfileDatabase) => Promise<Result>,
): Promise<Result> {
  const database = await openProfileDatabase(options)
  try {
    return await firstReads(database)
  } catch (error) {
    await database.close()
    throw error
  }
}
