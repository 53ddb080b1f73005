import type { Connection } from './connection.ts'
import { statement } from './statement.ts'

/** What stands in a composer; `conversationKey` null is that of a new chat. */
export function draftOf(db: Connection, conversationKey: number | null): string {
  const sql = 'SELECT text FROM drafts WHERE conversation_key IS ?'
  return statement<[number | null], { readonly text: string }>(db, sql).get(conversationKey)?.text ?? ''
}

/** Replaces a draft; an empty one is not kept. */
export function replaceDraft(db: Connection, conversationKey: number | null, text: string): void {
  statement<[number | null]>(db, 'DELETE FROM drafts WHERE conversation_key IS ?').run(conversationKey)
  if (text === '') return
  const sql = 'INSERT INTO drafts (conversation_key, text) VALUES (?, ?)'
  statement<[number | null, string]>(db, sql).run(conversationKey, text)
}
