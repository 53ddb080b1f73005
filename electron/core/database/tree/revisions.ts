import type { Revision } from '../../../../shared/contract/messages.ts'
import type { Connection } from '../connection.ts'
import { statement } from '../statement.ts'

/** What a message said before, the newest first. */
export function revisionsOf(db: Connection, messageKey: number): readonly Revision[] {
  const sql = `
    SELECT text, replaced_at AS replacedAt FROM message_revisions WHERE message_key = ? ORDER BY key DESC`
  return statement<[number], Revision>(db, sql).all(messageKey)
}

/** Keeps what a message said before. */
export function insertRevision(db: Connection, messageKey: number, { text, replacedAt }: Revision): void {
  const sql = 'INSERT INTO message_revisions (message_key, replaced_at, text) VALUES (?, ?, ?)'
  statement<[number, number, string]>(db, sql).run(messageKey, replacedAt, text)
}

/** Replaces the text of a message and keeps the former one. */
export function reviseMessage(db: Connection, messageKey: number, text: string, at: number): void {
  const keep = `
    INSERT INTO message_revisions (message_key, replaced_at, text) SELECT key, ?, text FROM messages WHERE key = ?`
  statement<[number, number]>(db, keep).run(at, messageKey)
  const replace = 'UPDATE messages SET text = ?, corrected_at = ? WHERE key = ?'
  statement<[string, number, number]>(db, replace).run(text, at, messageKey)
}

/** Gives a message the revisions of another one. */
export function copyRevisions(db: Connection, from: number, to: number): void {
  const sql = `
    INSERT INTO message_revisions (message_key, replaced_at, text)
    SELECT ?, replaced_at, text FROM message_revisions WHERE message_key = ? ORDER BY key`
  statement<[number, number]>(db, sql).run(to, from)
}
