import { existsSync } from 'node:fs'
import type { BackupId } from '../../../shared/backups.ts'
import type { ProfileId } from '../../../shared/contract/base.ts'
import { backupFile, backupFolderOf } from '../backups/backupFolder.ts'
import { CallError } from '../callError.ts'
import { profileDatabaseFile } from '../profiles/profilePaths.ts'
import type { UnlockedKey } from '../profiles/profileService.ts'
import type { CallContext } from './context.ts'

/** The file of a backup of the database `file`. @throws CallError `BACKUP_NOT_FOUND` */
export function existingBackup(file: string, id: BackupId): string {
  const found = backupFile(backupFolderOf(file), id)
  if (!existsSync(found)) throw new CallError('BACKUP_NOT_FOUND')
  return found
}

/**
 * Puts `source` in the place of a profile's database, signs its windows out and takes its key from the key store. Answers with where the former one is
 * kept. `dataKey` is left as it is.
 * @throws CallError `BACKUP_DAMAGED`, `BACKUP_NEWER`, `DISK_FULL`, with nothing changed
 */
export async function restoreFrom(
  context: CallContext,
  id: ProfileId,
  source: string,
  dataKey: Buffer,
): Promise<string | null> {
  // The profile may be locked meanwhile, which zeroes its key.
  const ownKey = Buffer.from(dataKey)
  try {
    return await context.restorer.restore({
      file: profileDatabaseFile(context.host.dataFolder, id),
      source,
      dataKey: ownKey,
      whenClosed: (work, former) =>
        context.sessions.closeProfile(id, former === 'sound' ? 'restored' : 'restored-damaged', async () => {
          await context.profiles.setStaySignedIn(id, null)
          await work()
        }),
    })
  } finally {
    ownKey.fill(0)
  }
}

/**
 * Puts one of a profile's own backups in the place of its database, as `restoreFrom`. The key is zeroed when that
 * fails.
 * @throws CallError as `restoreFrom`, `BACKUP_NOT_FOUND`
 */
export function restoredOwn(
  context: CallContext,
  { dataKey, profile: { id } }: UnlockedKey,
  backupId: BackupId,
): Promise<string | null> {
  const file = profileDatabaseFile(context.host.dataFolder, id)
  return withoutKeyOnFailure(dataKey, async () =>
    restoreFrom(context, id, existingBackup(file, backupId), dataKey),
  )
}

/** Zeroes a key when the work that was to be done with it fails. */
export async function withoutKeyOnFailure<Result>(
  dataKey: Buffer,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    dataKey.fill(0)
    throw error
  }
}
