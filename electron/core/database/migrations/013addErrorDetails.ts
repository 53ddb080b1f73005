import type { Connection } from '../connection.ts'

/** What a provider said of an answer that failed, without secrets; null where it said nothing, and before this step. */
export function addErrorDetails(db: Connection): void {
  db.exec('ALTER TABLE messages ADD COLUMN error_details TEXT')
}
