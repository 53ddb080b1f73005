import type { GoodBackup } from '../../../shared/backups.ts'
import type { FormerKey } from '../database/formerKeys.ts'
import { backupFile, backupFolderOf, listBackups } from './backupFolder.ts'
import type { Copier } from './copier.ts'
import { formerKeysIn } from './formerKeysIn.ts'

async function newestUnder(
  copier: Copier,
  folder: string,
  keys: { readonly dataKey: Buffer; readonly formerKeys: readonly FormerKey[] },
  signal: AbortSignal | undefined,
): Promise<GoodBackup | null> {
  for (const { id, createdAt, bytes } of await listBackups(folder)) {
    const file = backupFile(folder, id)
    const { outcome } = await copier.run({ kind: 'check', file, target: null, ...keys }, signal)
    if (outcome === 'done') return { id, createdAt, bytes }
  }
  return null
}

/**
 * The newest backup of the database `file` that can be read to its end; null when there is none. Where none opens with
 * the key of today, those from before it was changed are looked at.
 */
export async function newestGood(
  copier: Copier,
  file: string,
  dataKey: Buffer,
  signal?: AbortSignal,
): Promise<GoodBackup | null> {
  const folder = backupFolderOf(file)
  const found = await newestUnder(copier, folder, { dataKey, formerKeys: [] }, signal)
  if (found) return found
  const formerKeys = await formerKeysIn(copier, file, dataKey)
  return formerKeys.length === 0 ? null : newestUnder(copier, folder, { dataKey, formerKeys }, signal)
}
