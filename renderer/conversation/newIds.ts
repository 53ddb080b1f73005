import type { ConversationId, MessageId } from '../../shared/contract/base.ts'

/** The window names its messages, so that a call that is repeated changes nothing. */
export function newMessageId(): MessageId {
  return crypto.randomUUID() as string as MessageId
}

/** As it names the chats it copies. */
export function newConversationId(): ConversationId {
  return crypto.randomUUID() as string as ConversationId
}
