import type { Connection } from '../connection.ts'
import { statement } from '../statement.ts'

/** The length of what is kept of an unfinished answer, in UTF-16 code units. Reads its last chunk alone. */
function keptLength(db: Connection, messageKey: number): number {
  const sql = `
    SELECT position + length(text) / 2 AS length FROM answer_chunks
    WHERE message_key = ? ORDER BY position DESC LIMIT 1`
  return statement<[number], { readonly length: number }>(db, sql).get(messageKey)?.length ?? 0
}

/**
 * Appends to what is kept of an unfinished answer. Costs as much as `text` is long, however long the answer is.
 * @throws RangeError when `position` (UTF-16 code units) is not where the kept text ends
 */
export function appendChunk(db: Connection, messageKey: number, position: number, text: string): void {
  const due = keptLength(db, messageKey)
  if (position !== due) throw new RangeError(`A checkpoint at ${position} where ${due} was due`)
  const sql = 'INSERT INTO answer_chunks (message_key, position, text) VALUES (?, ?, ?)'
  statement<[number, number, Buffer]>(db, sql).run(messageKey, position, Buffer.from(text, 'utf16le'))
}

/** What is kept of an unfinished answer. */
export function answerText(db: Connection, messageKey: number): string {
  const sql = 'SELECT text FROM answer_chunks WHERE message_key = ? ORDER BY position'
  const chunks = statement<[number], { readonly text: Buffer }>(db, sql).all(messageKey)
  return Buffer.concat(chunks.map(({ text }) => text)).toString('utf16le')
}

export function deleteChunks(db: Connection, messageKey: number): void {
  statement<[number]>(db, 'DELETE FROM answer_chunks WHERE message_key = ?').run(messageKey)
}
