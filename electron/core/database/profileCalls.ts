import type { BackupId } from '../../../shared/backups.ts'
import type { ConnectionId, ConversationId } from '../../../shared/contract/base.ts'
import type { Preferences } from '../../../shared/contract/preferences.ts'
import { CallError } from '../callError.ts'
import { callsOf } from './calls.ts'
import type { Connection } from './connection.ts'
import { allConnections, deleteConnection, putConnection, type StoredConnection } from './connections.ts'
import { conversationById } from './list/conversations.ts'
import { draftOf, replaceDraft } from './drafts.ts'
import { emptyWal } from './copying.ts'
import { formerKeys, removeFormerKeys, type FormerKey } from './formerKeys.ts'
import { storedPreferences, storePreferences } from './preferences.ts'

/** Drafts, preferences and connections to providers. */
export interface ProfileCalls {
  draft(conversationId: ConversationId | null): Promise<string>
  saveDraft(conversationId: ConversationId | null, text: string): Promise<void>

  preferences(): Promise<Preferences>
  updatePreferences(changes: Partial<Preferences>): Promise<Preferences>

  /** Where models are asked, with keys: for the core alone. */
  connections(): Promise<readonly StoredConnection[]>
  putConnection(connection: StoredConnection): Promise<void>
  /** @throws CallError `CONNECTION_NOT_FOUND` */
  removeConnection(id: ConnectionId): Promise<void>

  /** The keys that the profile was encrypted with before, for the core alone. */
  formerKeys(): Promise<readonly FormerKey[]>
  /** Lets go of the former keys that none of these backups needs. */
  keepFormerKeysOf(backups: readonly BackupId[]): Promise<void>
}

export function profileCalls(db: Connection): ProfileCalls {
  const { read, write } = callsOf(db)
  const keyOf = (id: ConversationId | null): number | null =>
    id === null ? null : conversationById(db, id).key
  return {
    draft: (id) => read(() => draftOf(db, keyOf(id))),
    saveDraft: (id, text) => write(() => replaceDraft(db, keyOf(id), text)),
    preferences: () => read(() => storedPreferences(db)),
    updatePreferences: (changes) =>
      write(() => {
        storePreferences(db, changes)
        return storedPreferences(db)
      }),
    connections: () => read(() => allConnections(db)),
    putConnection: (connection) => write(() => putConnection(db, connection)),
    removeConnection: (id) =>
      write(() => {
        if (!deleteConnection(db, id)) throw new CallError('CONNECTION_NOT_FOUND')
      }),
    formerKeys: () => read(() => formerKeys(db)),
    keepFormerKeysOf: async (backups) => {
      const removed = await write(() => removeFormerKeys(db, backups))
      if (removed > 0) await read(() => emptyWal(db))
    },
  }
}
