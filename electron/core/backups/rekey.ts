/**
 * A database under a new key. The copy is written and checked by a process of its own and lies beside the database, on
 * the disk, until it takes its place by a single renaming: whoever is killed before leaves the old one, after that the
 * new one. Both must have their wraps by then (`profiles/keyChange.ts`).
 */
import { renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { CallError } from '../callError.ts'
import { flush, sizeOf } from '../database/copying.ts'
import type { FormerKey } from '../database/formerKeys.ts'
import { backupFolderOf, namedBackups } from './backupFolder.ts'
import type { Copier } from './copier.ts'
import { checked } from './outcomes.ts'
import { removePrepared } from './replace.ts'

export interface Rekeying {
  /** The database, which nobody has open. */
  readonly file: string
  readonly formerKey: Buffer
  readonly dataKey: Buffer
  /** Epoch milliseconds. */
  readonly now: number
  /** Ends it; nothing is changed then. */
  readonly signal: AbortSignal
}

/** Where the copy is written. Nothing has happened while it has this name. */
export function rekeyedFile(file: string): string {
  return `${file}.rekeyed`
}

/** Its key, where a backup needs it. */
async function keptKeys({ file, formerKey, now }: Rekeying): Promise<readonly FormerKey[]> {
  const backups = (await namedBackups(backupFolderOf(file))).map(({ id }) => id)
  return backups.length === 0 ? [] : [{ key: formerKey, replacedAt: now, backups }]
}

/**
 * Puts the copy in the place of the database. @throws as the file system does, and where the old one has a WAL, which
 * SQLite would take for one of the new
 */
function swap(file: string): void {
  if (sizeOf(`${file}-wal`) > 0) throw new Error('the database that is to be replaced has a WAL')
  for (const beside of ['-wal', '-shm']) rmSync(`${file}${beside}`, { force: true })
  renameSync(rekeyedFile(file), file)
  flush(path.dirname(file))
}

/**
 * Writes the copy; answers with what puts it in the place of the database at once.
 * @throws CallError `DATABASE_DAMAGED`, `DISK_FULL`, `KEY_CHANGE_CANCELLED`, with nothing changed and nothing left
 */
export async function prepareRekeyed(copier: Copier, rekeying: Rekeying): Promise<() => void> {
  const { dataKey: newKey, file, formerKey: dataKey, signal } = rekeying
  const target = rekeyedFile(file)
  try {
    const formerKeys = await keptKeys(rekeying)
    const result = await copier.run({ kind: 'rekey', file, target, dataKey, newKey, formerKeys }, signal)
    if (signal.aborted) throw new CallError('KEY_CHANGE_CANCELLED')
    checked(result, () => new CallError('DATABASE_DAMAGED', { file }))
    return () => swap(file)
  } catch (error) {
    removePrepared(target)
    throw error
  }
}
