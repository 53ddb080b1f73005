import type { MessageId, ModelId } from '../../../shared/contract/base.ts'
import type { FinishReason, Message } from '../../../shared/contract/conversations.ts'
import type { PromptMessage } from '../../../shared/inference.ts'
import { CallError } from '../callError.ts'
import { answerText } from './answerChunks.ts'
import type { Connection } from './connection.ts'
import type { AnswerEnd } from './profileDatabase.ts'
import { statement } from './statement.ts'

/** Where a message stands in its tree. */
export interface MessagePlace {
  readonly key: number
  readonly id: MessageId
  readonly conversationKey: number
  readonly parentKey: number | null
  readonly depth: number
  readonly role: Message['role']
  readonly state: Message['state']
}

export interface NewMessage {
  readonly id: MessageId
  readonly conversationKey: number
  readonly parentKey: number | null
  readonly depth: number
  readonly text: string
  readonly createdAt: number
}

export interface NewAnswerRow extends Omit<NewMessage, 'text' | 'parentKey'> {
  readonly parentKey: number
  readonly modelId: ModelId
  readonly modelName: string
}

interface MessageRow extends Omit<Message, 'version'> {
  readonly key: number
  readonly versionIndex: number
  readonly versionCount: number
  readonly previousId: MessageId | null
  readonly nextId: MessageId | null
}

const place = 'key, id, conversation_key AS conversationKey, parent_key AS parentKey, depth, role, state'

export function findPlace(db: Connection, id: MessageId): MessagePlace | undefined {
  return statement<[MessageId], MessagePlace>(db, `SELECT ${place} FROM messages WHERE id = ?`).get(id)
}

/** @throws CallError `MESSAGE_NOT_FOUND` */
export function placeById(db: Connection, id: MessageId): MessagePlace {
  const found = findPlace(db, id)
  if (!found) throw new CallError('MESSAGE_NOT_FOUND')
  return found
}

/** A message of one conversation. @throws CallError `MESSAGE_NOT_FOUND` */
export function placeInConversation(db: Connection, id: MessageId, conversationKey: number): MessagePlace {
  const found = placeById(db, id)
  if (found.conversationKey !== conversationKey) throw new CallError('MESSAGE_NOT_FOUND')
  return found
}

export function placeByKey(db: Connection, key: number): MessagePlace | undefined {
  return statement<[number], MessagePlace>(db, `SELECT ${place} FROM messages WHERE key = ?`).get(key)
}

/** The first answer that was given to a message. */
export function firstAnswerId(db: Connection, parentKey: number): MessageId | undefined {
  const sql = 'SELECT id FROM messages WHERE parent_key = ? ORDER BY key LIMIT 1'
  return statement<[number], { readonly id: MessageId }>(db, sql).get(parentKey)?.id
}

export function isStreaming(db: Connection, conversationKey: number): boolean {
  const sql = `SELECT 1 FROM messages WHERE conversation_key = ? AND state = 'streaming'`
  return statement<[number], unknown>(db, sql).get(conversationKey) !== undefined
}

/** The unfinished answers of all conversations. */
export function streamingKeys(db: Connection): readonly number[] {
  const sql = `SELECT key FROM messages WHERE state = 'streaming'`
  return statement<[], { readonly key: number }>(db, sql)
    .all()
    .map(({ key }) => key)
}

function hideShownChild(db: Connection, parentKey: number): void {
  statement<[number]>(db, 'UPDATE messages SET shown = 0 WHERE parent_key = ? AND shown = 1').run(parentKey)
}

/** Adds a person's message, shown below its parent. Answers with its key. */
export function insertMessage(db: Connection, message: NewMessage): number {
  if (message.parentKey !== null) hideShownChild(db, message.parentKey)
  const sql = `
    INSERT INTO messages (id, conversation_key, parent_key, depth, role, shown, state, created_at, text)
    VALUES (@id, @conversationKey, @parentKey, @depth, 'user', 1, 'complete', @createdAt, @text)`
  return Number(statement<[NewMessage]>(db, sql).run(message).lastInsertRowid)
}

/** Adds an empty answer that is about to be written, shown below its parent. Answers with its key. */
export function insertAnswer(db: Connection, answer: NewAnswerRow): number {
  hideShownChild(db, answer.parentKey)
  const sql = `
    INSERT INTO messages
      (id, conversation_key, parent_key, depth, role, shown, state, model_id, model_name, created_at, text)
    VALUES
      (@id, @conversationKey, @parentKey, @depth, 'assistant', 1, 'streaming', @modelId, @modelName, @createdAt, '')`
  return Number(statement<[NewAnswerRow]>(db, sql).run(answer).lastInsertRowid)
}

/** Ends an answer that is being written. */
export function endAnswer(
  db: Connection,
  end: Omit<AnswerEnd, 'answerId' | 'state'> & { key: number; state: Message['state'] },
): void {
  const sql = `
    UPDATE messages SET text = @text, reasoning = @reasoning, state = @state, error_code = @errorCode,
      finished_at = @finishedAt, finish_reason = @finishReason, input_tokens = @inputTokens,
      output_tokens = @outputTokens
    WHERE key = @key AND state = 'streaming'`
  statement<[typeof end]>(db, sql).run(end)
}

/** Adds to what a model thought before its answer. */
export function appendReasoning(db: Connection, key: number, text: string): void {
  const sql = `UPDATE messages SET reasoning = reasoning || ? WHERE key = ? AND state = 'streaming'`
  statement<[string, number]>(db, sql).run(text, key)
}

/** What an answer has of text and reasoning. */
export function contentOf(
  db: Connection,
  key: number,
): { readonly text: string; readonly reasoning: string } {
  const sql = 'SELECT text, reasoning FROM messages WHERE key = ?'
  const found = statement<[number], { text: string; reasoning: string }>(db, sql).get(key)
  return found ?? { text: '', reasoning: '' }
}

/** Why an answer ended, where that is known. */
export function finishReasonOf(db: Connection, key: number): FinishReason | null {
  const sql = 'SELECT finish_reason AS reason FROM messages WHERE key = ?'
  return statement<[number], { readonly reason: FinishReason | null }>(db, sql).get(key)?.reason ?? null
}

/** The model that writes, or wrote, an answer. @throws CallError `MESSAGE_NOT_FOUND` for a person's message */
export function answerModel(db: Connection, key: number): ModelId {
  const sql = 'SELECT model_id AS modelId FROM messages WHERE key = ? AND model_id IS NOT NULL'
  const found = statement<[number], { readonly modelId: ModelId }>(db, sql).get(key)
  if (!found) throw new CallError('MESSAGE_NOT_FOUND')
  return found.modelId
}

/** Makes a complete answer one that is being written again; its text is to be kept as a chunk. */
export function reopenAnswer(db: Connection, key: number): void {
  const sql = `
    UPDATE messages SET state = 'streaming', text = '', finished_at = NULL, finish_reason = NULL WHERE key = ?`
  statement<[number]>(db, sql).run(key)
}

const pathSql = `
  WITH RECURSIVE path (key, parent_key) AS (
    SELECT key, parent_key FROM messages WHERE key = @from
    UNION ALL
    SELECT message.key, message.parent_key FROM path JOIN messages AS message ON message.key = path.parent_key
    LIMIT @limit
  )
  SELECT
    m.key, m.id, m.role, m.text, m.reasoning, m.state, m.error_code AS errorCode, m.model_id AS modelId,
    m.model_name AS modelName, m.created_at AS createdAt, m.finished_at AS finishedAt, m.finish_reason AS finishReason,
    m.input_tokens AS inputTokens, m.output_tokens AS outputTokens, m.depth,
    (SELECT id FROM messages WHERE key = m.parent_key) AS parentId,
    (SELECT count(*) FROM messages AS s WHERE s.parent_key = m.parent_key AND s.key < m.key) + 1 AS versionIndex,
    max(1, (SELECT count(*) FROM messages AS s WHERE s.parent_key = m.parent_key)) AS versionCount,
    (SELECT id FROM messages AS s WHERE s.parent_key = m.parent_key AND s.key < m.key
     ORDER BY s.key DESC LIMIT 1) AS previousId,
    (SELECT id FROM messages AS s WHERE s.parent_key = m.parent_key AND s.key > m.key
     ORDER BY s.key LIMIT 1) AS nextId
  FROM path CROSS JOIN messages AS m ON m.key = path.key
  ORDER BY m.depth`

function messageOf(db: Connection, row: MessageRow): Message {
  const { key, versionIndex, versionCount, previousId, nextId, ...message } = row
  const version = { index: versionIndex, count: versionCount, previousId, nextId }
  const text = row.state === 'streaming' ? answerText(db, key) : row.text
  return { ...message, text, version }
}

/** The last `limit` messages of the path that ends in a message, which is one of them, oldest first. */
export function pathEndingIn(db: Connection, key: number, limit: number): readonly Message[] {
  const rows = statement<[{ from: number; limit: number }], MessageRow>(db, pathSql).all({ from: key, limit })
  return rows.map((row) => messageOf(db, row))
}

/** The last `limit` messages that say something on the path that ends in a message, oldest first. */
export function promptEndingIn(db: Connection, key: number, limit: number): readonly PromptMessage[] {
  const sql = `
    WITH RECURSIVE path (key, parent_key) AS (
      SELECT key, parent_key FROM messages WHERE key = ?
      UNION ALL
      SELECT message.key, message.parent_key FROM path JOIN messages AS message ON message.key = path.parent_key
    )
    SELECT m.role, m.text FROM path CROSS JOIN messages AS m ON m.key = path.key WHERE m.text <> '' LIMIT ?`
  return statement<[number, number], PromptMessage>(db, sql).all(key, limit).toReversed()
}

/** Shows a message and all that stand above it. */
export function showPathTo(db: Connection, key: number): void {
  const sql = `
    WITH RECURSIVE path (key, parent_key, shown) AS (
      SELECT key, parent_key, shown FROM messages WHERE key = ?
      UNION ALL
      SELECT m.key, m.parent_key, m.shown FROM path JOIN messages AS m ON m.key = path.parent_key
    )
    SELECT key, parent_key AS parentKey FROM path WHERE shown = 0`
  for (const hidden of statement<[number], { key: number; parentKey: number }>(db, sql).all(key)) {
    hideShownChild(db, hidden.parentKey)
    statement<[number]>(db, 'UPDATE messages SET shown = 1 WHERE key = ?').run(hidden.key)
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
