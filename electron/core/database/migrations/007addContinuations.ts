import type { Connection } from '../connection.ts'

/**
 * What an answer was before it was gone on with, for as long as it is being written again: where nothing comes of
 * that, it is put back. Its token counts stay with the message. `text_length` is in UTF-16 code units.
 */
export function addContinuations(db: Connection): void {
  db.exec(`
    CREATE TABLE continued_answers (
      message_key INTEGER PRIMARY KEY REFERENCES messages (key) ON DELETE CASCADE,
      text_length INTEGER NOT NULL CHECK (text_length > 0),
      state TEXT NOT NULL CHECK (state IN ('complete', 'stopped', 'failed', 'interrupted')),
      error_code TEXT,
      finished_at INTEGER NOT NULL,
      finish_reason TEXT CHECK (finish_reason IN ('stop', 'length')),
      CHECK ((state = 'failed') = (error_code IS NOT NULL))
    ) STRICT;
  `)
}
