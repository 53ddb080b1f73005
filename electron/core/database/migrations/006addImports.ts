import type { Connection } from '../connection.ts'

/**
 * Chats that are being imported over several transactions, hidden until the last of them. What stands here when a
 * profile is opened was left by a process that died, and is removed.
 */
export function addImports(db: Connection): void {
  db.exec(`
    CREATE TABLE unfinished_imports (
      conversation_key INTEGER PRIMARY KEY REFERENCES conversations (key) ON DELETE CASCADE
    ) STRICT;
  `)
}
