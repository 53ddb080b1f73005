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

/**
 * Another branch is shown from one of its messages on, with more below it. Sending, and an answer that begins, go on
 * at the end instead.
 */
export function isOtherBranch(before: readonly ShownMessage[], now: readonly ShownMessage[]): boolean {
  const known = new Set(before.map(({ message }) => message.id))
  const parents = new Set(before.map(({ message }) => message.parentId))
  const fork = now.findIndex(({ message }) => !known.has(message.id) && parents.has(message.parentId))
  return fork >= 0 && fork < now.length - 1 && now.at(-1)?.message.state !== 'streaming'
}

export function shownMessages(
  stored: readonly Message[],
  sending: readonly SendingMessage[],
  hasLater = false,
): readonly ShownMessage[] {
  const known = new Set(stored.map((message) => message.id))
  const lastStored = stored.at(-1) ?? null
  const missing = sending.filter(({ messageId }) => !known.has(messageId))
  const shown = [
    ...stored.map((message) => ({ message, waiting: false })),
    ...missing.map((message) => ({ message: personMessage(message, lastStored), waiting: message.waiting })),
  ]
  return shown.map((row, index) => ({ ...row, last: !hasLater && index === shown.length - 1 }))
}
