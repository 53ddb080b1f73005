import type { ConversationId, MessageId } from '../../shared/contract/base.ts'
import { newId } from '../../shared/newId.ts'

/** The window names its messages, so that a call that is repeated changes nothing. */
export function newMessageId(): MessageId {
  return newId() as MessageId
}

/** As it names the chats it copies. */
export function newConversationId(): ConversationId {
  return newId() as ConversationId
}
