/** Pure: the stored messages and those on their way give what is shown. */
import type { ConversationId } from '../../shared/contract/base.ts'
import type { Message } from '../../shared/contract/conversations.ts'
import { personMessage } from './localMessages.ts'
import type { SendingMessage } from './sendingStore.ts'

export interface ShownMessage {
  readonly message: Message
  readonly waiting: boolean
  readonly last: boolean
}

export interface Place {
  readonly currentId: ConversationId | null
  readonly place: number
}

export function isSentFrom({ currentId, place }: Place, sending: SendingMessage): boolean {
  return currentId === null
    ? sending.conversationId === null && sending.place === place
    : sending.conversationId === currentId
}

export function shownMessages(
  stored: readonly Message[],
  sending: readonly SendingMessage[],
): readonly ShownMessage[] {
  const known = new Set(stored.map((message) => message.id))
  const lastStored = stored.at(-1) ?? null
  const missing = sending.filter(({ messageId }) => !known.has(messageId))
  const shown = [
    ...stored.map((message) => ({ message, waiting: false })),
    ...missing.map((message) => ({ message: personMessage(message, lastStored), waiting: message.waiting })),
  ]
  return shown.map((row, index) => ({ ...row, last: index === shown.length - 1 }))
}
