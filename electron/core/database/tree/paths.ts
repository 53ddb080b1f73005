import type { MessageId } from '../../../../shared/contract/base.ts'
import type { Message } from '../../../../shared/contract/conversations.ts'
import { chunkText } from './answerChunks.ts'
import type { Connection } from '../connection.ts'
import { hideShownChild } from './messages.ts'
import { statement } from '../statement.ts'

/*
 * Walks along the paths of a tree. The path that is shown leads from the root along the children that are `shown`.
 */

interface MessageRow extends Omit<Message, 'version'> {
  readonly key: number
  readonly versionIndex: number
  readonly versionCount: number
  readonly previousId: MessageId | null
  readonly nextId: MessageId | null
}

/** What a window is shown of the messages whose keys are in `path`. */
const shownColumns = `
  m.key, m.id, m.role, m.text, m.reasoning, m.state, m.error_code AS errorCode,
  m.error_details AS errorDetails, m.model_id AS modelId,
  m.model_name AS modelName, m.created_at AS createdAt, m.finished_at AS finishedAt, m.corrected_at AS correctedAt,
  coalesce(m.finish_reason, m.stop_reason) AS finishReason, m.input_tokens AS inputTokens, m.output_tokens AS outputTokens, m.depth,
  (SELECT id FROM messages WHERE key = m.parent_key AND role <> 'root') AS parentId,
  (SELECT count(*) FROM messages AS s
   WHERE s.parent_key = m.parent_key AND s.key < m.key AND s.deleted_at IS NULL) + 1 AS versionIndex,
  (SELECT count(*) FROM messages AS s WHERE s.parent_key = m.parent_key AND s.deleted_at IS NULL) AS versionCount,
  (SELECT id FROM messages AS s WHERE s.parent_key = m.parent_key AND s.key < m.key AND s.deleted_at IS NULL
   ORDER BY s.key DESC LIMIT 1) AS previousId,
  (SELECT id FROM messages AS s WHERE s.parent_key = m.parent_key AND s.key > m.key AND s.deleted_at IS NULL
   ORDER BY s.key LIMIT 1) AS nextId`

const upward = `
  WITH RECURSIVE path (key, parent_key) AS (
    SELECT key, parent_key FROM messages WHERE key = @from AND role <> 'root'
    UNION ALL
    SELECT message.key, message.parent_key
    FROM path JOIN messages AS message ON message.key = path.parent_key AND message.role <> 'root'
    LIMIT @limit
  )`

const downward = `
  WITH RECURSIVE path (key) AS (
    SELECT key FROM messages WHERE parent_key = @from AND shown = 1
    UNION ALL
    SELECT message.key FROM path JOIN messages AS message ON message.parent_key = path.key AND message.shown = 1
    LIMIT @limit
  )`

interface Stretch {
  readonly from: number
  readonly limit: number
}

function messageOf(db: Connection, row: MessageRow): Message {
  const { key, versionIndex, versionCount, previousId, nextId, ...message } = row
  const version = { index: versionIndex, count: versionCount, previousId, nextId }
  if (row.state !== 'streaming') return { ...message, version }
  const text = chunkText(db, 'answer_chunks', key)
  const reasoning = row.reasoning + chunkText(db, 'reasoning_chunks', key)
  return { ...message, text, reasoning, version }
}

function messagesOf(db: Connection, path: string, stretch: Stretch): readonly Message[] {
  const sql = `${path} SELECT ${shownColumns} FROM path CROSS JOIN messages AS m ON m.key = path.key ORDER BY m.depth`
  return statement<[Stretch], MessageRow>(db, sql)
    .all(stretch)
    .map((row) => messageOf(db, row))
}

/** The last `limit` messages of the path that ends in a message, which is one of them, oldest first. */
export function pathEndingIn(db: Connection, key: number, limit: number): readonly Message[] {
  return messagesOf(db, upward, { from: key, limit })
}

/** The first `limit` messages after one of them on the path that is shown below it. */
export function pathAfter(db: Connection, key: number, limit: number): readonly Message[] {
  return messagesOf(db, downward, { from: key, limit })
}

/** How many of those have no more bytes of text together than that; one at least, unless none follows. */
export function countAfter(db: Connection, key: number, limit: number, mostBytes: number): number {
  const sql = `
    ${downward}
    SELECT octet_length(m.text) + octet_length(m.reasoning) AS bytes
    FROM path CROSS JOIN messages AS m ON m.key = path.key ORDER BY m.depth`
  const sizes = statement<[Stretch], { readonly bytes: number }>(db, sql).all({ from: key, limit })
  let sum = 0
  const beyond = sizes.findIndex(({ bytes }, index) => {
    sum += bytes
    return index > 0 && sum > mostBytes
  })
  return beyond === -1 ? sizes.length : beyond
}

/** The keys of the path that ends in a message, from the first message on. */
export function keysTo(db: Connection, key: number): readonly number[] {
  const sql = `${upward} SELECT key FROM path`
  return statement<[Stretch], { readonly key: number }>(db, sql)
    .all({ from: key, limit: -1 })
    .map((row) => row.key)
    .toReversed()
}

/** Something follows a message on the path that is shown. */
export function goesOnAfter(db: Connection, key: number): boolean {
  const sql = 'SELECT 1 FROM messages WHERE parent_key = ? AND shown = 1'
  return statement<[number], unknown>(db, sql).get(key) !== undefined
}

/** The path that is shown leads through a message. */
export function isOnShownPath(db: Connection, key: number): boolean {
  const sql = `${upward} SELECT 1 FROM path JOIN messages AS m ON m.key = path.key WHERE m.shown = 0`
  return statement<[Stretch], unknown>(db, sql).get({ from: key, limit: -1 }) === undefined
}

/** Shows a message and all that stand above it. */
export function showPathTo(db: Connection, key: number): void {
  const sql = `
    ${upward}
    SELECT m.key, m.parent_key AS parentKey FROM path JOIN messages AS m ON m.key = path.key WHERE m.shown = 0`
  const hidden = statement<[Stretch], { key: number; parentKey: number }>(db, sql).all({
    from: key,
    limit: -1,
  })
  for (const one of hidden) {
    hideShownChild(db, one.parentKey)
    statement<[number]>(db, 'UPDATE messages SET shown = 1 WHERE key = ?').run(one.key)
  }
}

/** The end of the path that was last shown below a message: itself when nothing follows it. */
export function shownEndBelow(db: Connection, key: number): number {
  const sql = `
    WITH RECURSIVE path (key, depth) AS (
      SELECT key, depth FROM messages WHERE key = ?
      UNION ALL
      SELECT m.key, m.depth FROM path JOIN messages AS m ON m.parent_key = path.key AND m.shown = 1
    )
    SELECT key FROM path ORDER BY depth DESC LIMIT 1`
  return statement<[number], { readonly key: number }>(db, sql).get(key)?.key ?? key
}
