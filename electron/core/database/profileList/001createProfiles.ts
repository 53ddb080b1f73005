import type { Connection } from '../connection.ts'

/**
 * Who has a profile, and its key in up to three wraps: under the password, under the recovery code, and (optional)
 * under a key that the operating system keeps. `user_name_key` and `email_key` are what makes a name the same name.
 * A wrap's outer key is derived with `memory`, `passes`, `parallelism` and `salt`, or is `outer_key`, itself wrapped.
 * `deleted_profiles` holds the ids whose folders are still to be removed.
 */
export function createProfiles(db: Connection): void {
  db.exec(`
    CREATE TABLE profiles (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      user_name TEXT NOT NULL,
      user_name_key TEXT NOT NULL UNIQUE,
      email TEXT,
      email_key TEXT UNIQUE,
      created_at INTEGER NOT NULL,
      last_signed_in_at INTEGER,
      failed_attempts INTEGER NOT NULL DEFAULT 0,
      blocked_until INTEGER NOT NULL DEFAULT 0,
      CHECK ((email IS NULL) = (email_key IS NULL))
    ) STRICT;
    CREATE TABLE key_wraps (
      profile_key INTEGER NOT NULL REFERENCES profiles (key) ON DELETE CASCADE,
      purpose TEXT NOT NULL CHECK (purpose IN ('password', 'recovery', 'key-store')),
      memory INTEGER,
      passes INTEGER,
      parallelism INTEGER,
      salt BLOB,
      outer_key BLOB,
      wrapped BLOB NOT NULL,
      PRIMARY KEY (profile_key, purpose),
      CHECK ((purpose = 'key-store') = (outer_key IS NOT NULL)),
      CHECK ((purpose = 'key-store') = (salt IS NULL)),
      CHECK ((salt IS NULL) = (memory IS NULL) AND (salt IS NULL) = (passes IS NULL)
        AND (salt IS NULL) = (parallelism IS NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE deleted_profiles (
      id TEXT PRIMARY KEY
    ) STRICT, WITHOUT ROWID;
  `)
}
