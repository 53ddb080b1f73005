import type { Connection } from '../connection.ts'

/** Why an answer was stopped by us and by no person: the profile was set to work offline only. */
export function addStopReason(db: Connection): void {
  db.exec(`
    ALTER TABLE messages ADD COLUMN stop_reason TEXT CHECK (stop_reason IN ('offline'));
    ALTER TABLE continued_answers ADD COLUMN stop_reason TEXT CHECK (stop_reason IN ('offline'));
  `)
}
