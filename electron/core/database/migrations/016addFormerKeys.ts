import type { Connection } from '../connection.ts'

/**
 * The keys that the profile was encrypted with before, for as long as a backup needs them. `backups` is a JSON array of
 * the ids of those that were made under the key.
 */
export function addFormerKeys(db: Connection): void {
  db.exec(`
    CREATE TABLE former_keys (
      key BLOB PRIMARY KEY CHECK (length(key) = 32),
      replaced_at INTEGER NOT NULL,
      backups TEXT NOT NULL CHECK (json_valid(backups))
    ) STRICT, WITHOUT ROWID;
  `)
}
