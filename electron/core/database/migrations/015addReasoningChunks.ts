import type { Connection } from '../connection.ts'

/**
 * Reasoning that comes while an answer is written, as `answer_chunks` has its text: to append to a column writes the
 * whole each time. What an answer had before stays in its column, and goes before the chunks.
 */
export function addReasoningChunks(db: Connection): void {
  db.exec(`
    CREATE TABLE reasoning_chunks (
      message_key INTEGER NOT NULL REFERENCES messages (key) ON DELETE CASCADE,
      position INTEGER NOT NULL CHECK (position >= 0),
      text BLOB NOT NULL,
      PRIMARY KEY (message_key, position)
    ) STRICT, WITHOUT ROWID;
  `)
}
