import type { Connection } from '../connection.ts'

/**
 * What a request for an answer was made of, because sizes can be told from two requests only where both began alike:
 * `sent_from` is the `time_key` of the first message that went, `system_mark` a short hash of the system prompt (empty
 * where none went). Both are null where that was not recorded.
 */
export function addRequestRecords(db: Connection): void {
  db.exec(`
    ALTER TABLE requests ADD COLUMN sent_from INTEGER;
    ALTER TABLE requests ADD COLUMN system_mark TEXT;
  `)
}
