import type { Connection } from '../connection.ts'

/** Attempts at names that no profile has, counted as those at a profile are: in one row. */
export function addUnknownAttempts(db: Connection): void {
  db.exec(`
    CREATE TABLE unknown_attempts (
      key INTEGER PRIMARY KEY CHECK (key = 1),
      failed_attempts INTEGER NOT NULL DEFAULT 0,
      blocked_until INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    INSERT INTO unknown_attempts (key) VALUES (1);
  `)
}
