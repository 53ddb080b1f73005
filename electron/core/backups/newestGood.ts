import type { GoodBackup } from '../../../shared/backups.ts'
import { backupFile, listBackups } from './backupFolder.ts'
import type { Copier } from './copier.ts'

/** The newest backup in a folder that can be read to its end; null when there is none. */
export async function newestGood(
  copier: Copier,
  folder: string,
  dataKey: Buffer,
  signal?: AbortSignal,
): Promise<GoodBackup | null> {
  for (const { id, createdAt, bytes } of await listBackups(folder)) {
    const file = backupFile(folder, id)
    const { outcome } = await copier.run({ kind: 'check', file, target: null, dataKey }, signal)
    if (outcome === 'done') return { id, createdAt, bytes }
  }
  return null
}
