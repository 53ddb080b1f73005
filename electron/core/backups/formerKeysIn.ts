import type { FormerKey } from '../database/formerKeys.ts'
import { backupFile, backupFolderOf, namedBackups } from './backupFolder.ts'
import type { Copier } from './copier.ts'

/**
 * The keys that a profile was encrypted with before, from its database or, where that cannot be read, from the newest
 * backup that can: each backup holds those of its time.
 */
export async function formerKeysIn(
  copier: Copier,
  file: string,
  dataKey: Buffer,
): Promise<readonly FormerKey[]> {
  const folder = backupFolderOf(file)
  const backups = (await namedBackups(folder)).map(({ id }) => backupFile(folder, id))
  for (const source of [file, ...backups]) {
    const result = await copier.run({ kind: 'former-keys', file: source, target: null, dataKey })
    if (result.outcome === 'done') return result.formerKeys ?? []
  }
  return []
}
