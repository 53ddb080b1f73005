import type { Connection } from '../connection.ts'
import { statement } from '../statement.ts'

/** What is kept of an unfinished answer: its text, and what came of reasoning since it was begun or gone on with. */
export type ChunkTable = 'answer_chunks' | 'reasoning_chunks'

/** The length of what is kept, in UTF-16 code units. Reads its last chunk alone. */
export function keptLength(db: Connection, table: ChunkTable, messageKey: number): number {
  const sql = `
    SELECT position + length(text) / 2 AS length FROM ${table}
    WHERE message_key = ? ORDER BY position DESC LIMIT 1`
  return statement<[number], { readonly length: number }>(db, sql).get(messageKey)?.length ?? 0
}

/**
 * Appends to what is kept. Costs as much as `text` is long, however long the answer is.
 * @throws RangeError when `position` (UTF-16 code units) is not where the kept text ends
 */
export function appendChunk(
  db: Connection,
  table: ChunkTable,
  messageKey: number,
  { position, text }: { readonly position: number; readonly text: string },
): void {
  const due = keptLength(db, table, messageKey)
  if (position !== due) throw new RangeError(`A checkpoint at ${position} where ${due} was due`)
  const sql = `INSERT INTO ${table} (message_key, position, text) VALUES (?, ?, ?)`
  statement<[number, number, Buffer]>(db, sql).run(messageKey, position, Buffer.from(text, 'utf16le'))
}

/** What is kept from a position on, in UTF-16 code units. */
export function chunkText(db: Connection, table: ChunkTable, messageKey: number, from = 0): string {
  const sql = `
    SELECT position, text FROM ${table}
    WHERE message_key = ? AND position + length(text) / 2 > ? ORDER BY position`
  type Chunk = { readonly position: number; readonly text: Buffer }
  const chunks = statement<[number, number], Chunk>(db, sql).all(messageKey, from)
  const text = Buffer.concat(chunks.map((chunk) => chunk.text)).toString('utf16le')
  return text.slice(Math.max(from - (chunks[0]?.position ?? 0), 0))
}

/** Forgets what is kept from a position on, in UTF-16 code units. */
export function cutChunks(db: Connection, table: ChunkTable, messageKey: number, from: number): void {
  const sql = `DELETE FROM ${table} WHERE message_key = ? AND position >= ?`
  statement<[number, number]>(db, sql).run(messageKey, from)
  const last = `
    UPDATE ${table} SET text = substr(text, 1, 2 * (@from - position))
    WHERE message_key = @messageKey
      AND position = (SELECT max(position) FROM ${table} WHERE message_key = @messageKey)`
  statement<[{ readonly messageKey: number; readonly from: number }]>(db, last).run({ messageKey, from })
}

export function deleteChunks(db: Connection, messageKey: number): void {
  for (const table of ['answer_chunks', 'reasoning_chunks'] as const)
    statement<[number]>(db, `DELETE FROM ${table} WHERE message_key = ?`).run(messageKey)
}
