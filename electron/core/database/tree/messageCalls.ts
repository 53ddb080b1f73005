import type { ConversationId, MessageId } from '../../../../shared/contract/base.ts'
import type { Deletion, EditDraft, Revision } from '../../../../shared/contract/messages.ts'
import { CallError } from '../../callError.ts'
import * as branches from './branches.ts'
import { callsOf } from '../calls.ts'
import type { Connection } from '../connection.ts'
import { conversationById } from '../list/conversations.ts'
import { editDraftsIn } from './editDrafts.ts'
import { findPlace, placeInConversation } from './messages.ts'
import { goesOnAfter, isOnShownPath, pathAfter, pathEndingIn } from './paths.ts'
import type { MessagePage } from '../records.ts'

/** The messages of a conversation: reading along its shown path, and what is done to its tree. */
export interface MessageCalls {
  /** The last `limit` messages of the shown path. */
  lastMessages(conversationId: ConversationId, limit: number): Promise<MessagePage>
  messagesBefore(
    conversationId: ConversationId,
    beforeMessageId: MessageId,
    limit: number,
  ): Promise<MessagePage>
  messagesAfter(
    conversationId: ConversationId,
    afterMessageId: MessageId,
    limit: number,
  ): Promise<MessagePage>
  /** About `limit` messages around one. @throws CallError `MESSAGE_NOT_FOUND` also when it is not on the shown path */
  messagesAround(conversationId: ConversationId, messageId: MessageId, limit: number): Promise<MessagePage>
  /** The conversation of a message, or null. */
  conversationOf(messageId: MessageId): Promise<ConversationId | null>
  /** Makes the shown path lead through a message, and on along what was last shown below it. */
  showMessage(conversationId: ConversationId, messageId: MessageId): Promise<void>
  correctMessage(
    conversationId: ConversationId,
    messageId: MessageId,
    correction: { readonly text: string; readonly at: number },
  ): Promise<void>
  /** What was typed in the text boxes of the messages of a conversation. */
  editDrafts(conversationId: ConversationId): Promise<readonly EditDraft[]>
  /** Keeps what is typed in the text box of a message until it is sent or saved; null forgets it. */
  saveEditDraft(conversationId: ConversationId, messageId: MessageId, text: string | null): Promise<void>
  messageRevisions(conversationId: ConversationId, messageId: MessageId): Promise<readonly Revision[]>
  deletionOfMessage(conversationId: ConversationId, messageId: MessageId): Promise<Deletion>
  /** Takes a message away with all below it until it is restored or deleted for good (`deleteHidden`). */
  deleteMessage(conversationId: ConversationId, messageId: MessageId, deletedAt: number): Promise<Deletion>
  restoreMessage(conversationId: ConversationId, messageId: MessageId): Promise<void>
  /** Copies the path to a message into a new conversation. Once for a `newId`. */
  copyBranch(
    conversationId: ConversationId,
    messageId: MessageId,
    copy: { readonly newId: ConversationId; readonly at: number },
  ): Promise<void>
}

/** The last messages of the path that ends in `key`; none for null. */
function pageEndingIn(db: Connection, key: number | null, limit: number): MessagePage {
  const messages = key === null ? [] : pathEndingIn(db, key, limit)
  const hasLater = key !== null && goesOnAfter(db, key)
  return { messages, hasEarlier: (messages[0]?.depth ?? 0) > 0, hasLater }
}

/** The messages after `key` on the shown path. One more is read than shown, to know whether there are more. */
function pageAfter(db: Connection, key: number, limit: number): MessagePage {
  const found = pathAfter(db, key, limit + 1)
  return { messages: found.slice(0, limit), hasEarlier: true, hasLater: found.length > limit }
}

function pageAround(db: Connection, key: number, limit: number): MessagePage {
  if (!isOnShownPath(db, key)) throw new CallError('MESSAGE_NOT_FOUND')
  const before = pageEndingIn(db, key, Math.ceil(limit / 2))
  const after = pageAfter(db, key, Math.max(limit - before.messages.length, 1))
  return { ...before, messages: [...before.messages, ...after.messages], hasLater: after.hasLater }
}

type ReadCalls =
  'editDrafts' | 'lastMessages' | 'messagesBefore' | 'messagesAfter' | 'messagesAround' | 'conversationOf'

function readCalls(db: Connection): Pick<MessageCalls, ReadCalls> {
  const { read } = callsOf(db)
  const placeOf = (id: ConversationId, messageId: MessageId) =>
    placeInConversation(db, messageId, conversationById(db, id).key)
  return {
    editDrafts: (id) => read(() => editDraftsIn(db, conversationById(db, id).key)),
    lastMessages: (id, limit) => read(() => pageEndingIn(db, conversationById(db, id).headKey, limit)),
    messagesBefore: (id, before, limit) =>
      read(() => {
        const { depth, parentKey } = placeOf(id, before)
        return pageEndingIn(db, depth === 0 ? null : parentKey, limit)
      }),
    messagesAfter: (id, after, limit) => read(() => pageAfter(db, placeOf(id, after).key, limit)),
    messagesAround: (id, messageId, limit) => read(() => pageAround(db, placeOf(id, messageId).key, limit)),
    conversationOf: (messageId) => read(() => branches.conversationShowing(db, findPlace(db, messageId))),
  }
}

export function messageCalls(db: Connection): MessageCalls {
  const { read, write } = callsOf(db)
  return {
    ...readCalls(db),
    showMessage: (id, messageId) => write(() => branches.showMessage(db, id, messageId)),
    correctMessage: (id, messageId, correction) =>
      write(() => branches.correctMessage(db, id, messageId, correction)),
    saveEditDraft: (id, messageId, text) => write(() => branches.saveEditDraft(db, id, messageId, text)),
    messageRevisions: (id, messageId) => read(() => branches.messageRevisions(db, id, messageId)),
    deletionOfMessage: (id, messageId) => read(() => branches.deletionOfMessage(db, id, messageId)),
    deleteMessage: (id, messageId, at) => write(() => branches.deleteMessage(db, id, messageId, at)),
    restoreMessage: (id, messageId) => write(() => branches.restoreMessage(db, id, messageId)),
    copyBranch: (id, messageId, copy) => write(() => branches.copyBranch(db, id, messageId, copy)),
  }
}
