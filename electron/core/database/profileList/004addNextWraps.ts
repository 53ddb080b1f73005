import type { Connection } from '../connection.ts'

/**
 * The wraps of the key that a database is about to be encrypted with, as in `key_wraps`. They stand beside the former
 * ones while the one database takes the place of the other, so that either can be opened.
 */
export function addNextWraps(db: Connection): void {
  db.exec(`
    CREATE TABLE next_key_wraps (
      profile_key INTEGER NOT NULL REFERENCES profiles (key) ON DELETE CASCADE,
      purpose TEXT NOT NULL CHECK (purpose IN ('password', 'recovery')),
      memory INTEGER NOT NULL,
      passes INTEGER NOT NULL,
      parallelism INTEGER NOT NULL,
      salt BLOB NOT NULL,
      wrapped BLOB NOT NULL,
      PRIMARY KEY (profile_key, purpose)
    ) STRICT, WITHOUT ROWID;
  `)
}
