import type { ConversationId, FolderId, ModelId } from '../../../../shared/contract/base.ts'
import type { ListPlace } from '../../../../shared/contract/conversations.ts'
import type { ChatSettings } from '../../../../shared/contract/preferences.ts'
import { deleteTakenBefore } from '../tree/branches.ts'
import { callsOf } from '../calls.ts'
import type { Connection } from '../connection.ts'
import { conversationsAfter } from './conversationList.ts'
import * as conversations from './conversations.ts'
import { cursorAfter, placeOfCursor } from './listCursor.ts'
import { emptyWal } from '../copying.ts'
import type { StoredConversation } from '../records.ts'

/** The list of conversations, and what is kept of each besides its messages. */
export interface ConversationCalls {
  /** Newest first; `now`, in epoch milliseconds, tells what is dated ahead of it: see `shared/futureTimes.ts`. */
  listConversations(
    place: ListPlace,
    cursor: string | null,
    limit: number,
    now?: number,
  ): Promise<{ readonly conversations: readonly StoredConversation[]; readonly nextCursor: string | null }>
  conversation(conversationId: ConversationId): Promise<StoredConversation>
  /** Those of them that are there and not hidden. */
  conversations(conversationIds: readonly ConversationId[]): Promise<readonly StoredConversation[]>
  renameConversation(conversationId: ConversationId, title: string): Promise<void>
  setConversationModel(conversationId: ConversationId, modelId: ModelId): Promise<void>
  chatSettings(conversationId: ConversationId): Promise<ChatSettings>
  setChatSettings(conversationId: ConversationId, settings: ChatSettings): Promise<void>
  /** Since when it is pinned, archived or ended, in epoch milliseconds; null takes that back. */
  markConversation(
    conversationId: ConversationId,
    mark: 'pinned' | 'archived' | 'ended',
    at: number | null,
  ): Promise<StoredConversation>
  setConversationFolder(conversationId: ConversationId, folderId: FolderId | null): Promise<void>
  /** Hides a conversation until it is restored or deleted for good. */
  hideConversation(conversationId: ConversationId, deletedAt: number): Promise<void>
  restoreConversation(conversationId: ConversationId): Promise<void>
  /**
   * Really deletes the conversations and the messages that were taken away before a time (epoch milliseconds).
   * Answers how many.
   */
  deleteHidden(deletedBefore: number): Promise<number>
}

/** What the contract calls a conversation, as far as the database knows it. */
export function storedConversationOf(row: conversations.ConversationRow): StoredConversation {
  const { key: _key, headKey: _headKey, ...stored } = row
  return stored
}

function listPage(db: Connection, place: ListPlace, cursor: string | null, limit: number, now: number) {
  const after = cursor === null ? null : placeOfCursor(cursor)
  const rows = conversationsAfter(db, place, after, limit + 1, now)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const nextCursor = last && rows.length > limit ? cursorAfter(last) : null
  return { conversations: shown.map(storedConversationOf), nextCursor }
}

/**
 * Deleted pages stay in the WAL until a checkpoint; one that a backup keeps from happening follows it. Backups made
 * before keep what they have, which is said wherever something is deleted, until they are deleted or rotate out.
 */
function deleteForGood(db: Connection, deletedBefore: number): number {
  const count = db
    .transaction(
      () => deleteTakenBefore(db, deletedBefore) + conversations.deleteHiddenBefore(db, deletedBefore),
    )
    .immediate()
  if (count === 0) return 0
  emptyWal(db)
  return count
}

export function conversationCalls(db: Connection): ConversationCalls {
  const { read, write } = callsOf(db)
  const keyOf = (id: ConversationId): number => conversations.conversationById(db, id).key
  const stored = (id: ConversationId) => storedConversationOf(conversations.conversationById(db, id))
  return {
    listConversations: (place, cursor, limit, now = Date.now()) =>
      read(() => listPage(db, place, cursor, limit, now)),
    conversation: (id) => read(() => stored(id)),
    conversations: (ids) => read(() => conversations.visibleConversations(db, ids).map(storedConversationOf)),
    chatSettings: (id) => read(() => conversations.settingsOf(db, keyOf(id))),
    setChatSettings: (id, settings) => write(() => conversations.setSettings(db, keyOf(id), settings)),
    renameConversation: (id, title) => write(() => conversations.setTitle(db, keyOf(id), title)),
    setConversationModel: (id, modelId) => write(() => conversations.setModel(db, keyOf(id), modelId)),
    markConversation: (id, mark, at) =>
      write(() => {
        conversations.setMark(db, keyOf(id), mark, at)
        return stored(id)
      }),
    setConversationFolder: (id, folderId) => write(() => conversations.setFolder(db, keyOf(id), folderId)),
    hideConversation: (id, deletedAt) => write(() => conversations.hide(db, keyOf(id), deletedAt)),
    restoreConversation: (id) => write(() => conversations.restore(db, id)),
    deleteHidden: (deletedBefore) => read(() => deleteForGood(db, deletedBefore)),
  }
}
