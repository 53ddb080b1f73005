import type { Connection } from '../connection.ts'

/** What was typed in the text box of a message that was sent, and neither sent nor saved nor cancelled. */
export function addEditDrafts(db: Connection): void {
  db.exec(`
    CREATE TABLE edit_drafts (
      message_key INTEGER PRIMARY KEY REFERENCES messages (key) ON DELETE CASCADE,
      text TEXT NOT NULL
    ) STRICT;
  `)
}
