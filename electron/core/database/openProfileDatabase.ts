import { dirname } from 'node:path'
import { CallError } from '../callError.ts'
import type { Connection } from './connection.ts'
import { allConnections, deleteConnection, putConnection } from './connections.ts'
import * as conversations from './conversations.ts'
import { draftOf, replaceDraft } from './drafts.ts'
import { cursorAfter, placeOfCursor } from './listCursor.ts'
import * as messages from './messages.ts'
import { removeCopies } from './migrate.ts'
import { profileMigrations } from './migrations/profileMigrations.ts'
import { openDatabase } from './openDatabase.ts'
import { storedPreferences, storePreferences } from './preferences.ts'
import type { MessagePage, ProfileDatabase, StoredConversation } from './profileDatabase.ts'
import { storageError } from './storageError.ts'
import * as turns from './turns.ts'

export interface OpenOptions {
  /** Absolute path of the database; made when it is absent, with the folders above it. */
  readonly file: string
  /** 32 bytes, left untouched. */
  readonly dataKey: Buffer
}

/**
 * Opens the database of a profile, bringing its schema up to date.
 * @throws CallError `DATABASE_NEWER` or `DATABASE_DAMAGED`, with the file left untouched
 */
export async function openProfileDatabase(options: OpenOptions): Promise<ProfileDatabase> {
  return profileDatabaseOf(openDatabase(options, profileMigrations))
}

function summaryOf(row: conversations.ConversationRow): StoredConversation {
  const { id, title, createdAt, updatedAt, modelId } = row
  return { id, title, createdAt, updatedAt, modelId }
}

function listPage(db: Connection, cursor: string | null, limit: number) {
  const place = cursor === null ? null : placeOfCursor(cursor)
  const rows = conversations.conversationsAfter(db, place, limit + 1)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const nextCursor = last && rows.length > limit ? cursorAfter(last) : null
  return { conversations: shown.map(summaryOf), nextCursor }
}

/** The last messages of the path that ends in `key`; none for null. */
function pageEndingIn(db: Connection, key: number | null, limit: number): MessagePage {
  const found = key === null ? [] : messages.pathEndingIn(db, key, limit)
  return { messages: found, hasEarlier: (found[0]?.parentId ?? null) !== null }
}

/** Deleted pages stay in the WAL until a checkpoint, and in the copies that migrations left. */
function deleteForGood(db: Connection, deletedBefore: number): number {
  const count = conversations.deleteHiddenBefore(db, deletedBefore)
  if (count === 0) return 0
  db.pragma('wal_checkpoint(TRUNCATE)')
  removeCopies(db.name)
  return count
}

function showVersion(db: Connection, conversationKey: number, messageKey: number): void {
  messages.showPathTo(db, messageKey)
  conversations.setHead(db, conversationKey, messages.shownEndBelow(db, messageKey))
}

type Call = <Result>(work: () => Result) => Promise<Result>
type Part<Name extends keyof ProfileDatabase> = Pick<ProfileDatabase, Name>

/** `read` runs a function as it is, `write` in one transaction; both turn a full disk into its error. */
function callsOf(db: Connection): { readonly read: Call; readonly write: Call } {
  const folder = dirname(db.name)
  const read: Call = async (work) => {
    try {
      return work()
    } catch (error) {
      throw storageError(error, folder)
    }
  }
  return { read, write: (work) => read(() => db.transaction(work).immediate()) }
}

type TurnCalls =
  | 'startTurn'
  | 'startAnswer'
  | 'continueAnswer'
  | 'checkpointAnswer'
  | 'checkpointReasoning'
  | 'finishAnswer'
  | 'interruptUnfinished'
  | 'promptFor'

function turnCalls(db: Connection): Part<TurnCalls> {
  const { read, write } = callsOf(db)
  return {
    startTurn: (turn) => write(() => turns.startTurn(db, turn)),
    startAnswer: (answer) => write(() => turns.startAnswer(db, answer)),
    checkpointAnswer: (id, offset, text) => write(() => turns.checkpointAnswer(db, id, offset, text)),
    checkpointReasoning: (id, text) => write(() => turns.checkpointReasoning(db, id, text)),
    continueAnswer: (conversation, answerId) => write(() => turns.continueAnswer(db, conversation, answerId)),
    finishAnswer: (end) => write(() => turns.finishAnswer(db, end)),
    interruptUnfinished: (finishedAt) => write(() => turns.interruptUnfinished(db, finishedAt)),
    promptFor: (answerId, limit) =>
      read(() => {
        const { role, parentKey } = messages.placeById(db, answerId)
        if (role !== 'assistant' || parentKey === null) throw new CallError('MESSAGE_NOT_FOUND')
        return messages.promptEndingIn(db, parentKey, limit)
      }),
  }
}

type ReadCalls = 'listConversations' | 'conversation' | 'lastMessages' | 'messagesBefore' | 'conversationOf'

function readCalls(db: Connection): Part<ReadCalls> {
  const { read } = callsOf(db)
  return {
    listConversations: (cursor, limit) => read(() => listPage(db, cursor, limit)),
    conversation: (id) => read(() => summaryOf(conversations.conversationById(db, id))),
    lastMessages: (id, limit) =>
      read(() => pageEndingIn(db, conversations.conversationById(db, id).headKey, limit)),
    messagesBefore: (id, beforeMessageId, limit) =>
      read(() => {
        const { key } = conversations.conversationById(db, id)
        return pageEndingIn(db, messages.placeInConversation(db, beforeMessageId, key).parentKey, limit)
      }),
    conversationOf: (messageId) =>
      read(() => {
        const found = messages.findPlace(db, messageId)
        return found ? conversations.visibleConversationId(db, found.conversationKey) : null
      }),
  }
}

type ConversationCalls =
  | 'renameConversation'
  | 'setConversationModel'
  | 'chatSettings'
  | 'setChatSettings'
  | 'hideConversation'
  | 'restoreConversation'
  | 'deleteHidden'
  | 'selectVersion'

function conversationCalls(db: Connection): Part<ConversationCalls> {
  const { read, write } = callsOf(db)
  const keyOf = (id: StoredConversation['id']): number => conversations.conversationById(db, id).key
  return {
    chatSettings: (id) => read(() => conversations.settingsOf(db, keyOf(id))),
    setChatSettings: (id, settings) => write(() => conversations.setSettings(db, keyOf(id), settings)),
    renameConversation: (id, title) => write(() => conversations.setTitle(db, keyOf(id), title)),
    setConversationModel: (id, modelId) => write(() => conversations.setModel(db, keyOf(id), modelId)),
    hideConversation: (id, deletedAt) => write(() => conversations.hide(db, keyOf(id), deletedAt)),
    restoreConversation: (id) => write(() => conversations.restore(db, id)),
    deleteHidden: (deletedBefore) => read(() => deleteForGood(db, deletedBefore)),
    selectVersion: (id, messageId) =>
      write(() => {
        const key = keyOf(id)
        showVersion(db, key, messages.placeInConversation(db, messageId, key).key)
      }),
  }
}

function composerCalls(
  db: Connection,
): Part<'draft' | 'saveDraft' | 'preferences' | 'updatePreferences' | 'close'> {
  const { read, write } = callsOf(db)
  const keyOf = (id: StoredConversation['id'] | null): number | null =>
    id === null ? null : conversations.conversationById(db, id).key
  return {
    draft: (id) => read(() => draftOf(db, keyOf(id))),
    saveDraft: (id, text) => write(() => replaceDraft(db, keyOf(id), text)),
    preferences: () => read(() => storedPreferences(db)),
    updatePreferences: (changes) =>
      write(() => {
        storePreferences(db, changes)
        return storedPreferences(db)
      }),
    close: () => read(() => void db.close()),
  }
}

function connectionCalls(db: Connection): Part<'connections' | 'putConnection' | 'removeConnection'> {
  const { read, write } = callsOf(db)
  return {
    connections: () => read(() => allConnections(db)),
    putConnection: (connection) => write(() => putConnection(db, connection)),
    removeConnection: (id) =>
      write(() => {
        if (!deleteConnection(db, id)) throw new CallError('CONNECTION_NOT_FOUND')
      }),
  }
}

/** Composes the functions of this folder over an open connection. */
export function profileDatabaseOf(db: Connection): ProfileDatabase {
  return {
    ...turnCalls(db),
    ...readCalls(db),
    ...conversationCalls(db),
    ...connectionCalls(db),
    ...composerCalls(db),
  }
}
