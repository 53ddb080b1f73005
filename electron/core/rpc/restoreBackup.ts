import { existsSync } from 'node:fs'
import type { BackupId } from '../../../shared/backups.ts'
import type { ProfileId } from '../../../shared/contract/base.ts'
import { backupFile, backupFolderOf } from '../backups/backupFolder.ts'
import { CallError } from '../callError.ts'
import { profileDatabaseFile } from '../profiles/profilePaths.ts'
import { StaleKeyError } from '../profiles/staleKey.ts'
import type { UnlockedKey } from '../profiles/profileService.ts'
import type { CallContext } from './context.ts'

/** The file of a backup of the database `file`. @throws CallError `BACKUP_NOT_FOUND` */
export function existingBackup(file: string, id: BackupId): string {
  const found = backupFile(backupFolderOf(file), id)
  if (!existsSync(found)) throw new CallError('BACKUP_NOT_FOUND')
  return found
}

/** The key of a profile whose database is replaced. */
export interface RestoringKey {
  readonly id: ProfileId
  readonly dataKey: Buffer
  /** Throws where it is not the key of the profile any more, or whoever asked not in it. */
  readonly refuseStale: () => void
}

/**
 * Puts `source` in the place of a profile's database, signs its windows out and takes its key from the key store. Answers with where the former one is
 * kept. `dataKey` is left as it is.
 * @throws CallError `BACKUP_DAMAGED`, `BACKUP_NEWER`, `DISK_FULL`, with nothing changed
 */
export async function restoreFrom(
  context: CallContext,
  { dataKey, id, refuseStale }: RestoringKey,
  source: string,
): Promise<string | null> {
  // The profile may be locked meanwhile, which zeroes its key.
  const ownKey = Buffer.from(dataKey)
  try {
    return await context.restorer.restore({
      file: profileDatabaseFile(context.host.dataFolder, id),
      source,
      dataKey: ownKey,
      refuseStale,
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
  { dataKey, isCurrent = () => true, profile: { id } }: UnlockedKey,
  backupId: BackupId,
): Promise<string | null> {
  const file = profileDatabaseFile(context.host.dataFolder, id)
  const refuseStale = (): void => {
    if (!isCurrent()) throw new StaleKeyError()
  }
  return withoutKeyOnFailure(dataKey, async () =>
    restoreFrom(context, { id, dataKey, refuseStale }, existingBackup(file, backupId)),
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
