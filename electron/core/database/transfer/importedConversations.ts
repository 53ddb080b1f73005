import type { ConversationId, FolderId } from '../../../../shared/contract/base.ts'
import type { PortableHead } from '../../transfer/portable.ts'
import type { Connection } from '../connection.ts'
import { setHead } from '../list/conversations.ts'
import { statement } from '../statement.ts'

/** A conversation with this time of deletion is hidden and never due to be deleted for good. */
const hiddenForImport = Number.MAX_SAFE_INTEGER

export interface KnownConversation {
  readonly key: number
  readonly deletedAt: number | null
}

/** A conversation, also a hidden one. */
export function findConversation(db: Connection, id: ConversationId): KnownConversation | undefined {
  const sql = 'SELECT key, deleted_at AS deletedAt FROM conversations WHERE id = ?'
  return statement<[ConversationId], KnownConversation>(db, sql).get(id)
}

function folderKeyOf(db: Connection, id: FolderId | null): number | null {
  const sql = 'SELECT key FROM folders WHERE id = ?'
  return id === null ? null : (statement<[FolderId], { readonly key: number }>(db, sql).get(id)?.key ?? null)
}

/** Writes a conversation as it was elsewhere, without its messages and hidden. Answers with its key. */
export function insertHidden(db: Connection, head: PortableHead): number {
  const sql = `
    INSERT INTO conversations (
      id, title, title_source, created_at, updated_at, pinned_at, folder_key, archived_at, ended_at, model_id,
      system_prompt, parameters, context_messages, deleted_at
    ) VALUES (
      @id, @title, @titleSource, @createdAt, @updatedAt, @pinnedAt, @folderKey, @archivedAt, @endedAt, @modelId,
      @systemPrompt, @parameters, @contextMessages, @deletedAt
    )`
  const { folderId, parameters, ...columns } = head
  const row = {
    ...columns,
    folderKey: folderKeyOf(db, folderId),
    parameters: JSON.stringify(parameters),
    deletedAt: hiddenForImport,
  }
  return Number(statement<[typeof row]>(db, sql).run(row).lastInsertRowid)
}

/** Shows a conversation that is whole. `headKey` null leaves it without a shown path. */
export function showConversation(db: Connection, key: number, headKey: number | null): void {
  if (headKey !== null) setHead(db, key, headKey)
  statement<[number]>(db, 'UPDATE conversations SET deleted_at = NULL WHERE key = ?').run(key)
}

/** A conversation has messages that it had not. */
export function growConversation(db: Connection, key: number, headKey: number | null, newest: number): void {
  if (headKey !== null) setHead(db, key, headKey)
  const sql = 'UPDATE conversations SET updated_at = max(updated_at, ?) WHERE key = ?'
  statement<[number, number]>(db, sql).run(newest, key)
}

export function removeConversation(db: Connection, key: number): void {
  statement<[number]>(db, 'DELETE FROM conversations WHERE key = ?').run(key)
}
