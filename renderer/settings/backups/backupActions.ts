import type { BackupId } from '../../../shared/backups.ts'
import { call } from '../../connection/call.ts'
import { savedText } from '../transfer/reportText.ts'
import type { SaveState } from '../useSave.ts'
import { fetchBackups } from './backupsStore.ts'
import { receiveBackup, sendFile, type Progress } from './backupFiles.ts'

function saved(text: string): SaveState {
  return { kind: 'saved', text }
}

export async function backUpNow(): Promise<SaveState> {
  await call((client) => client.backups.create({}))
  await fetchBackups()
  return saved('The backup was made and checked.')
}

/** Saves a fresh backup where the browser saves files, or where it asks for. */
export async function saveToFile(onProgress: Progress): Promise<SaveState> {
  const name = await receiveBackup(onProgress)
  return saved(`${savedText(name)} It opens with your password of today.`)
}

export async function deleteBackup(backupId: BackupId): Promise<SaveState> {
  await call((client) => client.backups.delete({ backupId }))
  await fetchBackups()
  return saved('The backup was deleted.')
}

/** Deletes those under a former data key; one under that of today is made first. */
export async function deleteFormerBackups(): Promise<SaveState> {
  await call((client) => client.backups.deleteFormer({}))
  await fetchBackups()
  return saved('Older backups deleted')
}

export async function deleteAllBackups(): Promise<SaveState> {
  await call((client) => client.backups.deleteAll({}))
  await fetchBackups()
  return saved('All backups were deleted.')
}

/** The event that signs this window out may come before the answer; either ends it. */
export async function restoreBackup(backupId: BackupId): Promise<void> {
  await call((client) => client.backups.restore({ backupId }))
}

export async function restoreFile(file: File, onProgress: Progress): Promise<void> {
  const uploadId = await sendFile(file, onProgress)
  await call((client) => client.backups.restoreUpload({ uploadId }))
}
