import type { ConversationId, ModelId } from '../../../shared/contract/base.ts'
import { chatSettings, type ChatSettings } from '../../../shared/contract/preferences.ts'
import { CallError } from '../callError.ts'
import type { Connection } from './connection.ts'
import type { StoredConversation } from './profileDatabase.ts'
import { statement } from './statement.ts'

export interface ConversationRow extends StoredConversation {
  readonly key: number
  /** The last message of the path that is shown; null only while the first turn is being written. */
  readonly headKey: number | null
}

/** Where a page of the list begins: after this conversation. */
export interface ListPlace {
  readonly updatedAt: number
  readonly key: number
}

export interface NewConversation {
  readonly id: ConversationId
  readonly title: string
  readonly createdAt: number
  readonly modelId: ModelId
  readonly settings: ChatSettings
}

const columns = `
  key, id, title, created_at AS createdAt, updated_at AS updatedAt, model_id AS modelId, head_key AS headKey`

/** A conversation that is not hidden. @throws CallError `CONVERSATION_NOT_FOUND` */
export function conversationById(db: Connection, id: ConversationId): ConversationRow {
  const sql = `SELECT ${columns} FROM conversations WHERE id = ? AND deleted_at IS NULL`
  const found = statement<[ConversationId], ConversationRow>(db, sql).get(id)
  if (!found) throw new CallError('CONVERSATION_NOT_FOUND')
  return found
}

/** The conversation's id, or null when it is hidden. */
export function visibleConversationId(db: Connection, key: number): ConversationId | null {
  const sql = 'SELECT id FROM conversations WHERE key = ? AND deleted_at IS NULL'
  return statement<[number], { readonly id: ConversationId }>(db, sql).get(key)?.id ?? null
}

/** Conversations after a place of the list, newest first. */
export function conversationsAfter(
  db: Connection,
  place: ListPlace | null,
  limit: number,
): readonly ConversationRow[] {
  const { updatedAt, key } = place ?? { updatedAt: Number.MAX_SAFE_INTEGER, key: 0 }
  const sql = `
    SELECT ${columns} FROM conversations
    WHERE deleted_at IS NULL AND (updated_at, key) < (?, ?)
    ORDER BY updated_at DESC, key DESC LIMIT ?`
  return statement<[number, number, number], ConversationRow>(db, sql).all(updatedAt, key, limit)
}

/** Answers with the key of the new conversation. */
export function insertConversation(db: Connection, conversation: NewConversation): number {
  const sql = `
    INSERT INTO conversations (id, title, created_at, updated_at, model_id, system_prompt, parameters)
    VALUES (@id, @title, @createdAt, @createdAt, @modelId, @systemPrompt, @parameters)`
  const { settings, ...row } = conversation
  const all = { ...row, ...settingsRow(settings) }
  return Number(statement<[typeof all]>(db, sql).run(all).lastInsertRowid)
}

function settingsRow({ systemPrompt, parameters }: ChatSettings) {
  return { systemPrompt, parameters: JSON.stringify(parameters) }
}

/** How a conversation asks its model. */
export function settingsOf(db: Connection, key: number): ChatSettings {
  const sql = 'SELECT system_prompt AS systemPrompt, parameters FROM conversations WHERE key = ?'
  const found = statement<[number], { readonly systemPrompt: string; readonly parameters: string }>(
    db,
    sql,
  ).get(key)
  return chatSettings.parse({
    systemPrompt: found?.systemPrompt ?? '',
    parameters: JSON.parse(found?.parameters ?? '{}'),
  })
}

export function setSettings(db: Connection, key: number, settings: ChatSettings): void {
  const sql =
    'UPDATE conversations SET system_prompt = @systemPrompt, parameters = @parameters WHERE key = @key'
  const row = { key, ...settingsRow(settings) }
  statement<[typeof row]>(db, sql).run(row)
}

/** Puts a new message at the end of the shown path. */
export function advanceConversation(
  db: Connection,
  change: { key: number; headKey: number; modelId: ModelId; createdAt: number },
): void {
  const sql = `
    UPDATE conversations
    SET head_key = @headKey, model_id = @modelId, updated_at = max(updated_at, @createdAt) WHERE key = @key`
  statement<[typeof change]>(db, sql).run(change)
}

export function setHead(db: Connection, key: number, headKey: number): void {
  statement<[number, number]>(db, 'UPDATE conversations SET head_key = ? WHERE key = ?').run(headKey, key)
}

export function setTitle(db: Connection, key: number, title: string): void {
  statement<[string, number]>(db, 'UPDATE conversations SET title = ? WHERE key = ?').run(title, key)
}

export function setModel(db: Connection, key: number, modelId: ModelId): void {
  statement<[ModelId, number]>(db, 'UPDATE conversations SET model_id = ? WHERE key = ?').run(modelId, key)
}

export function hide(db: Connection, key: number, deletedAt: number): void {
  statement<[number, number]>(db, 'UPDATE conversations SET deleted_at = ? WHERE key = ?').run(deletedAt, key)
}

/** @throws CallError `CONVERSATION_NOT_FOUND` when it is gone for good */
export function restore(db: Connection, id: ConversationId): void {
  const sql = 'UPDATE conversations SET deleted_at = NULL WHERE id = ?'
  if (statement<[ConversationId]>(db, sql).run(id).changes === 0)
    throw new CallError('CONVERSATION_NOT_FOUND')
}

/** Deletes, with all that belongs to them, the conversations hidden before a time. Answers how many. */
export function deleteHiddenBefore(db: Connection, time: number): number {
  return statement<[number]>(db, 'DELETE FROM conversations WHERE deleted_at < ?').run(time).changes
}
