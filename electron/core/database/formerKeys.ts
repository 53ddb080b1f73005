import { z } from 'zod'
import { backupId, type BackupId } from '../../../shared/backups.ts'
import type { Connection } from './connection.ts'
import { statement } from './statement.ts'

/** A key that the profile was encrypted with before. */
export interface FormerKey {
  /** 32 bytes. */
  readonly key: Uint8Array
  /** Epoch milliseconds. */
  readonly replacedAt: number
  /** The backups that were made under it and were there when it was replaced. */
  readonly backups: readonly BackupId[]
}

interface Row {
  readonly key: Buffer
  readonly replacedAt: number
  readonly backups: string
}

const ids = z.array(backupId)

/** The former keys, the last first; none in a database from before there was such a thing. */
export function formerKeys(db: Connection): readonly FormerKey[] {
  const isKnown = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'former_keys'`).get() !== undefined
  if (!isKnown) return []
  const sql = 'SELECT key, replaced_at AS replacedAt, backups FROM former_keys ORDER BY replaced_at DESC'
  return statement<[], Row>(db, sql)
    .all()
    .map((row) => ({ ...row, backups: ids.parse(JSON.parse(row.backups)) }))
}

/** Adds keys that are not there yet. */
export function putFormerKeys(db: Connection, keys: readonly FormerKey[]): void {
  const sql = 'INSERT OR IGNORE INTO former_keys (key, replaced_at, backups) VALUES (?, ?, ?)'
  for (const { backups, key, replacedAt } of keys) {
    statement<[Buffer, number, string]>(db, sql).run(Buffer.from(key), replacedAt, JSON.stringify(backups))
  }
}

/** Removes the keys that none of these backups was made under; answers how many. */
export function removeFormerKeys(db: Connection, backups: readonly BackupId[]): number {
  const sql = `
    DELETE FROM former_keys WHERE NOT EXISTS (
      SELECT 1 FROM json_each(former_keys.backups) AS made JOIN json_each(?) AS left USING (value))`
  return statement<[string]>(db, sql).run(JSON.stringify(backups)).changes
}
