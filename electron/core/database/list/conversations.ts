import type { ConversationId, FolderId, ModelId } from '../../../../shared/contract/base.ts'
import { chatSettings, type ChatSettings } from '../../../../shared/contract/preferences.ts'
import { presentUntil } from '../../../../shared/futureTimes.ts'
import { CallError } from '../../callError.ts'
import type { Connection } from '../connection.ts'
import type { StoredConversation } from '../records.ts'
import { statement } from '../statement.ts'
import { titleForCopy } from './copyTitle.ts'

export interface ConversationRow extends StoredConversation {
  readonly key: number
  /** The last message of the path that is shown; null only while the first turn is being written. */
  readonly headKey: number | null
}

/** Who gave a conversation its title. A person's is never replaced. */
export type TitleSource = 'first' | 'model' | 'person' | 'import'

export interface NewConversation {
  readonly id: ConversationId
  readonly title: string
  readonly titleSource: TitleSource
  readonly createdAt: number
  readonly modelId: ModelId
  readonly settings: ChatSettings
}

/** What `ConversationRow` is made of, with `pinned` and `archived` as 0 and 1. */
export const conversationColumns = `
  key, id, title, created_at AS createdAt, updated_at AS updatedAt, model_id AS modelId, head_key AS headKey,
  pinned_at IS NOT NULL AS pinned, archived_at IS NOT NULL AS archived, ended_at AS endedAt,
  (SELECT id FROM folders WHERE key = folder_key) AS folderId`

/** A row as SQLite has it: without truth values. */
export interface PlainConversationRow extends Omit<ConversationRow, 'pinned' | 'archived'> {
  readonly pinned: number
  readonly archived: number
}

export function conversationOf(row: PlainConversationRow): ConversationRow {
  return { ...row, pinned: row.pinned === 1, archived: row.archived === 1 }
}

/** Those of some conversations that are not hidden. */
export function visibleConversations(
  db: Connection,
  ids: readonly ConversationId[],
): readonly ConversationRow[] {
  const sql = `SELECT ${conversationColumns} FROM conversations WHERE id = ? AND deleted_at IS NULL`
  const byId = statement<[ConversationId], PlainConversationRow>(db, sql)
  return ids.flatMap((id) => byId.get(id) ?? []).map(conversationOf)
}

/** A conversation that is not hidden. @throws CallError `CONVERSATION_NOT_FOUND` */
export function conversationById(db: Connection, id: ConversationId): ConversationRow {
  const [found] = visibleConversations(db, [id])
  if (!found) throw new CallError('CONVERSATION_NOT_FOUND')
  return found
}

/** The conversation's id, or null when it is hidden. */
export function visibleConversationId(db: Connection, key: number): ConversationId | null {
  const sql = 'SELECT id FROM conversations WHERE key = ? AND deleted_at IS NULL'
  return statement<[number], { readonly id: ConversationId }>(db, sql).get(key)?.id ?? null
}

/** Answers with the key of the new conversation. */
export function insertConversation(db: Connection, conversation: NewConversation): number {
  const sql = `
    INSERT INTO conversations (
      id, title, title_source, created_at, updated_at, model_id, system_prompt, parameters, context_messages
    ) VALUES (
      @id, @title, @titleSource, @createdAt, @createdAt, @modelId, @systemPrompt, @parameters, @contextMessages
    )`
  const { settings, ...row } = conversation
  const all = { ...row, ...settingsRow(settings) }
  return Number(statement<[typeof all]>(db, sql).run(all).lastInsertRowid)
}

function settingsRow({ contextMessages, systemPrompt, parameters }: ChatSettings) {
  return { contextMessages, systemPrompt, parameters: JSON.stringify(parameters) }
}

interface SettingsRow extends Pick<ChatSettings, 'systemPrompt' | 'contextMessages'> {
  readonly parameters: string
}

/** How a conversation asks its model. */
export function settingsOf(db: Connection, key: number): ChatSettings {
  const sql = `
    SELECT system_prompt AS systemPrompt, parameters, context_messages AS contextMessages
    FROM conversations WHERE key = ?`
  const found = statement<[number], SettingsRow>(db, sql).get(key)
  if (!found) throw new CallError('CONVERSATION_NOT_FOUND')
  return chatSettings.parse({ ...found, parameters: JSON.parse(found.parameters) })
}

export function setSettings(db: Connection, key: number, settings: ChatSettings): void {
  const sql = `
    UPDATE conversations
    SET system_prompt = @systemPrompt, parameters = @parameters, context_messages = @contextMessages WHERE key = @key`
  const row = { key, ...settingsRow(settings) }
  statement<[typeof row]>(db, sql).run(row)
}

/**
 * Puts a new message at the end of the shown path. A time that a wrong clock has set ahead of that of the message goes:
 * what is written in now stands above the rest.
 */
export function advanceConversation(
  db: Connection,
  change: { key: number; headKey: number; modelId: ModelId; createdAt: number },
): void {
  const sql = `
    UPDATE conversations
    SET head_key = @headKey, model_id = @modelId,
      updated_at = CASE WHEN updated_at > @present THEN @createdAt ELSE max(updated_at, @createdAt) END
    WHERE key = @key`
  const row = { ...change, present: presentUntil(change.createdAt) }
  statement<[typeof row]>(db, sql).run(row)
}

export function setHead(db: Connection, key: number, headKey: number): void {
  statement<[number, number]>(db, 'UPDATE conversations SET head_key = ? WHERE key = ?').run(headKey, key)
}

/** A title given by hand. */
export function setTitle(db: Connection, key: number, title: string): void {
  const sql = `UPDATE conversations SET title = ?, title_source = 'person' WHERE key = ?`
  statement<[string, number]>(db, sql).run(title, key)
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

/** Whether a conversation is pinned, archived or ended, and since when. */
export function setMark(
  db: Connection,
  key: number,
  mark: 'pinned' | 'archived' | 'ended',
  at: number | null,
): void {
  const column = `${mark}_at`
  const sql = `UPDATE conversations SET ${column} = CASE WHEN @at IS NULL THEN NULL ELSE coalesce(${column}, @at) END
    WHERE key = @key`
  const row = { key, at }
  statement<[typeof row]>(db, sql).run(row)
}

/** @throws CallError `FOLDER_NOT_FOUND` */
export function setFolder(db: Connection, key: number, folder: FolderId | null): void {
  const sql = `
    UPDATE conversations SET folder_key = (SELECT key FROM folders WHERE id = @folder)
    WHERE key = @key AND (@folder IS NULL OR EXISTS (SELECT 1 FROM folders WHERE id = @folder))`
  const row = { key, folder }
  if (statement<[typeof row]>(db, sql).run(row).changes === 0) throw new CallError('FOLDER_NOT_FOUND')
}

/**
 * Makes a conversation with the title, marked as a copy's, the model, the settings and the folder of another one, and no message.
 * Answers with its key, or null when there is one of that id already.
 */
export function copyConversation(
  db: Connection,
  from: ConversationRow,
  copy: { readonly newId: ConversationId; readonly at: number },
): number | null {
  const sql = `
    INSERT INTO conversations (
      id, title, title_source, created_at, updated_at, model_id, system_prompt, parameters, context_messages,
      folder_key
    )
    SELECT
      @newId, @title, title_source, @at, @at, model_id, system_prompt, parameters, context_messages,
      folder_key
    FROM conversations WHERE key = @from ON CONFLICT (id) DO NOTHING`
  const row = { ...copy, from: from.key, title: titleForCopy(db, from.title) }
  const { changes, lastInsertRowid } = statement<[typeof row]>(db, sql).run(row)
  return changes === 0 ? null : Number(lastInsertRowid)
}
