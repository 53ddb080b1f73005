import type { Connection } from '../connection.ts'
import { sealRecord } from './keyRecords.ts'

/**
 * Gives each profile a digest of what opens it, which tells a flipped bit from a wrong password, and a generation,
 * which tells the newer of two copies.
 */
export function addDigests(db: Connection): void {
  db.exec(`
    ALTER TABLE profiles ADD COLUMN generation INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE profiles ADD COLUMN digest TEXT NOT NULL DEFAULT '';
  `)
  const keys = db.prepare<[], number>('SELECT key FROM profiles').pluck().all()
  for (const key of keys) sealRecord(db, key, 1)
}
