import { readdirSync, rmSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { BackupId } from '../../../shared/backups.ts'
import type { Backup } from '../../../shared/contract/backups.ts'
import { CallError } from '../callError.ts'
import { fileNameOf, readFileName, unfinished, type NamedBackup } from './backupNames.ts'

/** The backups of the database `file`. */
export function backupFolderOf(file: string): string {
  return path.join(path.dirname(file), 'backups')
}

export function backupFile(folder: string, id: BackupId): string {
  return path.join(folder, fileNameOf(id))
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isAbsent(error)) return []
    throw error
  }
}

/** The backups in a folder, newest first. Without one there are none. */
export async function namedBackups(folder: string): Promise<readonly NamedBackup[]> {
  return (await namesIn(folder))
    .flatMap((name) => readFileName(name) ?? [])
    .toSorted((one, other) => other.createdAt - one.createdAt)
}

/** The size of a file; null when it has gone. */
async function sizeOf(file: string): Promise<number | null> {
  try {
    return (await stat(file)).size
  } catch (error) {
    if (isAbsent(error)) return null
    throw error
  }
}

/** The backups in a folder with their sizes, newest first. */
export async function listBackups(folder: string): Promise<readonly Backup[]> {
  const sized = (await namedBackups(folder)).map(async ({ id, kind, createdAt }) => {
    const bytes = await sizeOf(backupFile(folder, id))
    return bytes === null ? [] : [{ id, kind, createdAt, bytes }]
  })
  return (await Promise.all(sized)).flat()
}

/** @throws CallError `BACKUP_NOT_FOUND` */
export async function removeBackup(folder: string, id: BackupId): Promise<void> {
  try {
    await rm(backupFile(folder, id))
  } catch (error) {
    throw isAbsent(error) ? new CallError('BACKUP_NOT_FOUND') : error
  }
}

/** On Windows a file stays that a process for backups, left over from a Confab that was killed, still writes. */
function removeUnlessHeld(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch (error) {
    const isHeld =
      error instanceof Error && 'code' in error && (error.code === 'EBUSY' || error.code === 'EPERM')
    if (!isHeld) throw error
  }
}

/** Removes what a process that was killed has left half written in a folder. */
export function removeLeftovers(folder: string): void {
  const names = readdirSync(folder, { withFileTypes: true })
  for (const { name } of names) {
    // SQLite's journal of a copy stands beside it.
    if (name.includes(unfinished)) removeUnlessHeld(path.join(folder, name))
  }
}
