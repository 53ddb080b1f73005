import type { EditDraft } from '../../../../shared/contract/messages.ts'
import type { Connection } from '../connection.ts'
import { statement } from '../statement.ts'

/** What was typed in the text boxes of the messages of a conversation. Those of all chats are few: they are read first. */
export function editDraftsIn(db: Connection, conversationKey: number): readonly EditDraft[] {
  const sql = `
    SELECT m.id AS messageId, d.text FROM edit_drafts AS d CROSS JOIN messages AS m ON m.key = d.message_key
    WHERE m.conversation_key = ? AND m.deleted_at IS NULL ORDER BY m.key`
  return statement<[number], EditDraft>(db, sql).all(conversationKey)
}

/** Replaces what was typed in the text box of a message; null forgets it. */
export function replaceEditDraft(db: Connection, messageKey: number, text: string | null): void {
  statement<[number]>(db, 'DELETE FROM edit_drafts WHERE message_key = ?').run(messageKey)
  if (text === null) return
  const sql = 'INSERT INTO edit_drafts (message_key, text) VALUES (?, ?)'
  statement<[number, string]>(db, sql).run(messageKey, text)
}
