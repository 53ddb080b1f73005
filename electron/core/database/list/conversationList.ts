import type { ListPlace } from '../../../../shared/contract/conversations.ts'
import type { Connection } from '../connection.ts'
import {
  conversationColumns,
  conversationOf,
  type ConversationRow,
  type PlainConversationRow,
} from './conversations.ts'
import { folderById } from './folders.ts'
import { statement } from '../statement.ts'

/** Where a page of a list begins: after this conversation. */
export interface PagePlace {
  readonly updatedAt: number
  readonly key: number
}

/** Each place has an index of its own (migration 003), of which these conditions are the words. */
const conditions: Readonly<Record<ListPlace['kind'], string>> = {
  recent: 'archived_at IS NULL AND pinned_at IS NULL AND folder_key IS NULL',
  pinned: 'archived_at IS NULL AND pinned_at IS NOT NULL',
  folder: 'archived_at IS NULL AND pinned_at IS NULL AND folder_key IS NOT NULL AND folder_key = @folderKey',
  archived: 'archived_at IS NOT NULL',
}

interface Page {
  readonly updatedAt: number
  readonly key: number
  readonly limit: number
  readonly folderKey: number | null
}

/** Conversations of a place, newest first, after one of them. @throws CallError `FOLDER_NOT_FOUND` */
export function conversationsAfter(
  db: Connection,
  place: ListPlace,
  after: PagePlace | null,
  limit: number,
): readonly ConversationRow[] {
  const folderKey = place.kind === 'folder' ? folderById(db, place.folderId).key : null
  const from = after ?? { updatedAt: Number.MAX_SAFE_INTEGER, key: 0 }
  const sql = `
    SELECT ${conversationColumns} FROM conversations
    WHERE deleted_at IS NULL AND ${conditions[place.kind]} AND (updated_at, key) < (@updatedAt, @key)
    ORDER BY updated_at DESC, key DESC LIMIT @limit`
  const page = { updatedAt: from.updatedAt, key: from.key, limit, folderKey }
  return statement<[Page], PlainConversationRow>(db, sql).all(page).map(conversationOf)
}
