import type { FolderId, MessageId } from '../../../../shared/contract/base.ts'
import type { ConversationId } from '../../../../shared/contract/base.ts'
import type { Message } from '../../../../shared/contract/conversations.ts'
import type {
  IncomingConversation,
  PortableFolder,
  PortableHead,
  IncomingMessage,
} from '../../transfer/portable.ts'
import { callsOf } from '../calls.ts'
import type { Connection } from '../connection.ts'
import { conversationById } from '../list/conversations.ts'
import {
  exportedChatOf,
  exportedChats,
  exportedFolders,
  exportedHead,
  exportedMessages,
  keyOfMessage,
  type ExportedChat,
  type ExportedMessage,
} from './exportedRows.ts'
import { folderById } from '../list/folders.ts'
import {
  beginImport,
  continueImport,
  endImport,
  importConversations,
  importFolder,
  removeUnfinishedImports,
  type ImportOutcome,
} from './imports.ts'
import type { Target } from './importedMessages.ts'
import {
  conversationKeys,
  salvagedMessage,
  shownKeys,
  storedKeys,
  type Lost,
  type SalvagedMessage,
} from './salvagedRows.ts'
import { beginWritingMuch } from './writingMuch.ts'
import { rootKeyOf } from '../tree/messages.ts'
import { countAfter, pathAfter, pathEndingIn } from '../tree/paths.ts'

/** Bytes of text in a page of messages, about: a few long ones are enough of one. */
const pageBytes = 1024 * 1024

/** Chats on their way in and out. Each call is one transaction, kept short by whoever calls. */
export interface TransferCalls {
  /** Much is going to be imported; `removeUnfinishedImports` ends it. */
  prepareImport(): Promise<void>
  importFolder(folder: PortableFolder): Promise<void>
  /** Writes whole conversations: those that are not here, and what the others lack. */
  importConversations(conversations: readonly IncomingConversation[]): Promise<readonly ImportOutcome[]>
  /** Begins a long conversation, hidden until `endImport`; null when it is here already. */
  beginImport(head: PortableHead): Promise<Target | null>
  continueImport(target: Target, messages: readonly IncomingMessage[]): Promise<void>
  endImport(target: Target): Promise<void>
  /** Removes what was begun and not ended. Answers how many conversations that were. */
  removeUnfinishedImports(): Promise<number>

  /** @throws CallError `CONVERSATION_NOT_FOUND` */
  exportedChat(id: ConversationId): Promise<ExportedChat>
  exportedChats(): Promise<readonly ExportedChat[]>
  /** All of them, each after the one it is in. */
  exportedFolders(): Promise<readonly PortableFolder[]>
  /** Null when it was deleted meanwhile. */
  exportedHead(key: number): Promise<PortableHead | null>
  /** All messages, a page at a time: after the key of the last one, null for the first; an empty one is behind the last. */
  exportedMessages(key: number, after: number | null, limit: number): Promise<readonly ExportedMessage[]>
  /** The path that is shown, in pages likewise: after the last message of the page before, null for the first. */
  shownMessages(key: number, after: MessageId | null, limit: number): Promise<readonly Message[]>
  /** The keys of all conversations, deleted ones with them; see salvagedRows.ts. */
  conversationKeys(): Promise<readonly number[]>
  /** Null when it was deleted. */
  exportedChatOf(key: number): Promise<ExportedChat | null>
  /** The keys of its messages after one of them, null for all; see salvagedRows.ts. */
  storedKeys(key: number, after: number | null): Promise<readonly number[]>
  /** The keys of the path that is shown after a message, null for all of it. */
  shownKeys(key: number, after: MessageId | null): Promise<readonly number[]>
  /** One message without what is lost of it; null when it was deleted. */
  salvagedMessage(message: number, lost: Lost): Promise<SalvagedMessage | null>
  /** One message as it is shown; null when it was deleted. */
  shownMessage(message: number): Promise<Message | null>
  /** @throws CallError `FOLDER_NOT_FOUND` */
  checkFolder(id: FolderId): Promise<void>
}

type ImportCalls = Pick<
  TransferCalls,
  | 'prepareImport'
  | 'importFolder'
  | 'importConversations'
  | 'beginImport'
  | 'continueImport'
  | 'endImport'
  | 'removeUnfinishedImports'
>

function importCalls(db: Connection): ImportCalls {
  const { write } = callsOf(db)
  return {
    prepareImport: () => write(() => beginWritingMuch(db)),
    importFolder: (folder) => write(() => importFolder(db, folder)),
    importConversations: (conversations) => write(() => importConversations(db, conversations)),
    beginImport: (head) => write(() => beginImport(db, head)),
    continueImport: (target, messages) => write(() => continueImport(db, target, messages)),
    endImport: (target) => write(() => endImport(db, target)),
    removeUnfinishedImports: () => write(() => removeUnfinishedImports(db)),
  }
}

export function transferCalls(db: Connection): TransferCalls {
  const { read } = callsOf(db)
  return {
    ...importCalls(db),
    exportedChat: (id) =>
      read(() => {
        const { key, title, folderId } = conversationById(db, id)
        return { key, title, folderId }
      }),
    exportedChats: () => read(() => exportedChats(db)),
    exportedFolders: () => read(() => exportedFolders(db)),
    exportedHead: (key) => read(() => exportedHead(db, key)),
    exportedMessages: (key, after, limit) => read(() => exportedMessages(db, key, after, limit)),
    shownMessages: (key, after, limit) =>
      read(() => {
        const from = after === null ? rootKeyOf(key) : keyOfMessage(db, after)
        return from === null ? [] : pathAfter(db, from, countAfter(db, from, limit, pageBytes))
      }),
    conversationKeys: () => read(() => conversationKeys(db)),
    exportedChatOf: (key) => read(() => exportedChatOf(db, key)),
    storedKeys: (key, after) => read(() => storedKeys(db, key, after)),
    shownKeys: (key, after) =>
      read(() => {
        const from = after === null ? rootKeyOf(key) : keyOfMessage(db, after)
        return from === null ? [] : shownKeys(db, from)
      }),
    salvagedMessage: (message, lost) => read(() => salvagedMessage(db, message, lost)),
    shownMessage: (message) => read(() => pathEndingIn(db, message, 1)[0] ?? null),
    checkFolder: (id) => read(() => void folderById(db, id)),
  }
}
