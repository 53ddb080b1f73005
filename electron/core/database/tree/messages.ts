import type { MessageId, ModelId } from '../../../../shared/contract/base.ts'
import type { Message } from '../../../../shared/contract/conversations.ts'
import { CallError } from '../../callError.ts'
import type { Connection } from '../connection.ts'
import type { AnswerEnd } from '../records.ts'
import { statement } from '../statement.ts'
import { nextTimeKey } from './timeKeys.ts'

/** Where a message stands in its tree. */
export interface MessagePlace {
  readonly key: number
  readonly id: MessageId
  readonly conversationKey: number
  readonly parentKey: number | null
  readonly depth: number
  readonly role: Message['role'] | 'root'
  readonly state: Message['state']
  /** Taken away, with all below it; null for a message that is there. */
  readonly deletedAt: number | null
}

export interface NewMessage {
  readonly id: MessageId
  readonly conversationKey: number
  readonly parentKey: number
  readonly depth: number
  readonly text: string
  readonly createdAt: number
}

export interface NewAnswerRow extends Omit<NewMessage, 'text'> {
  readonly modelId: ModelId
  readonly modelName: string
}

const place = `
  key, id, conversation_key AS conversationKey, parent_key AS parentKey, depth, role, state,
  deleted_at AS deletedAt`

/** The key of a conversation's root, below which its first messages stand. See migration 003. */
export function rootKeyOf(conversationKey: number): number {
  return -conversationKey
}

export function findPlace(db: Connection, id: MessageId): MessagePlace | undefined {
  return statement<[MessageId], MessagePlace>(db, `SELECT ${place} FROM messages WHERE id = ?`).get(id)
}

/** A message, also one that was taken away. @throws CallError `MESSAGE_NOT_FOUND` */
export function placeById(db: Connection, id: MessageId): MessagePlace {
  const found = findPlace(db, id)
  if (!found) throw new CallError('MESSAGE_NOT_FOUND')
  return found
}

/** A message that is there, of one conversation. @throws CallError `MESSAGE_NOT_FOUND` */
export function placeInConversation(db: Connection, id: MessageId, conversationKey: number): MessagePlace {
  const found = placeById(db, id)
  if (found.conversationKey !== conversationKey || found.deletedAt !== null)
    throw new CallError('MESSAGE_NOT_FOUND')
  return found
}

export function placeByKey(db: Connection, key: number): MessagePlace | undefined {
  return statement<[number], MessagePlace>(db, `SELECT ${place} FROM messages WHERE key = ?`).get(key)
}

/** The greatest key of all messages; those that are added get greater ones. */
export function lastMessageKey(db: Connection): number {
  const sql = 'SELECT max(key) AS last FROM messages'
  return statement<[], { readonly last: number | null }>(db, sql).get()?.last ?? 0
}

/** The first answer that was given to a message and is there. */
export function firstAnswerId(db: Connection, parentKey: number): MessageId | undefined {
  const sql = `
    SELECT id FROM messages WHERE parent_key = ? AND role = 'assistant' AND deleted_at IS NULL
    ORDER BY key LIMIT 1`
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

/** No child of a message is the one that is shown. */
export function hideShownChild(db: Connection, parentKey: number): void {
  statement<[number]>(db, 'UPDATE messages SET shown = 0 WHERE parent_key = ? AND shown = 1').run(parentKey)
}

/** Adds a person's message, shown below its parent. Answers with its key. */
export function insertMessage(db: Connection, message: NewMessage): number {
  hideShownChild(db, message.parentKey)
  const sql = `
    INSERT INTO messages (id, conversation_key, parent_key, time_key, depth, role, shown, state, created_at, text)
    VALUES (@id, @conversationKey, @parentKey, @timeKey, @depth, 'user', 1, 'complete', @createdAt, @text)`
  const row = { ...message, timeKey: nextTimeKey(db, message.createdAt) }
  return Number(statement<[typeof row]>(db, sql).run(row).lastInsertRowid)
}

/** Adds an empty answer that is about to be written, shown below its parent. Answers with its key. */
export function insertAnswer(db: Connection, answer: NewAnswerRow): number {
  hideShownChild(db, answer.parentKey)
  const sql = `
    INSERT INTO messages (
      id, conversation_key, parent_key, time_key, depth, role, shown, state, model_id, model_name, created_at, text
    ) VALUES (
      @id, @conversationKey, @parentKey, @timeKey, @depth, 'assistant', 1, 'streaming', @modelId, @modelName,
      @createdAt, ''
    )`
  const row = { ...answer, timeKey: nextTimeKey(db, answer.createdAt) }
  return Number(statement<[typeof row]>(db, sql).run(row).lastInsertRowid)
}

/** Ends an answer that is being written. */
export function endAnswer(
  db: Connection,
  end: Omit<AnswerEnd, 'answerId' | 'state'> & { key: number; state: Message['state'] },
): void {
  const sql = `
    UPDATE messages SET text = @text, reasoning = @reasoning, state = @state, error_code = @errorCode,
      error_details = @errorDetails, finished_at = @finishedAt, finish_reason = @finishReason,
      stop_reason = @stopReason, input_tokens = @inputTokens,
      output_tokens = @outputTokens
    WHERE key = @key AND state = 'streaming'`
  const isOurs = end.finishReason === 'offline'
  const row = {
    ...end,
    finishReason: isOurs ? null : end.finishReason,
    stopReason: isOurs ? end.finishReason : null,
  }
  statement<[typeof row]>(db, sql).run(row)
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

/** The model that writes, or wrote, an answer. @throws CallError `MESSAGE_NOT_FOUND` for a person's message */
export function answerModel(
  db: Connection,
  key: number,
): { readonly modelId: ModelId; readonly modelName: string } {
  const sql =
    'SELECT model_id AS modelId, model_name AS modelName FROM messages WHERE key = ? AND model_id IS NOT NULL'
  const found = statement<[number], { readonly modelId: ModelId; readonly modelName: string }>(db, sql).get(
    key,
  )
  if (!found) throw new CallError('MESSAGE_NOT_FOUND')
  return found
}

/** Makes an answer that has ended one that is being written again; its text is to be kept as a chunk. */
export function reopenAnswer(db: Connection, key: number): void {
  const sql = `
    UPDATE messages
    SET state = 'streaming', text = '', error_code = NULL, finished_at = NULL, finish_reason = NULL, stop_reason = NULL
    WHERE key = ?`
  statement<[number]>(db, sql).run(key)
}
