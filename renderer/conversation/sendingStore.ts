import type { ChatSettings } from '../../shared/contract/preferences.ts'
import type { ConversationId, MessageId, ModelId } from '../../shared/contract/base.ts'
import { createProfileStore, onEndOf } from '../state/profileState.ts'

/** A message on its way to the core. It is shown as if it were there already. */
export interface SendingMessage {
  readonly messageId: MessageId
  /** Null when it starts a conversation. */
  readonly conversationId: ConversationId | null
  /** The place (see `conversationStore`) it was written in. */
  readonly place: number
  readonly text: string
  readonly modelId: ModelId
  /** Chosen for the conversation that it starts; null for the profile's own, or when it starts none. */
  readonly settings: ChatSettings | null
  /** Epoch milliseconds, by the clock of this window. */
  readonly createdAt: number
  /** The connection was lost, or the profile locked, before the core answered: it is sent again after that. */
  readonly waiting: boolean
}

interface SendingState {
  readonly messages: readonly SendingMessage[]
}

export const useSending = createProfileStore<SendingState>(() => ({ messages: [] }), 'profile')

export function addSending(message: SendingMessage): void {
  useSending.setState(({ messages }) => ({ messages: [...messages, message] }))
}

export function setWaiting(messageId: MessageId, waiting: boolean): void {
  useSending.setState(({ messages }) => ({
    messages: messages.map((message) =>
      message.messageId === messageId ? { ...message, waiting } : message,
    ),
  }))
}

export function removeSending(messageId: MessageId): void {
  useSending.setState(({ messages }) => ({
    messages: messages.filter((message) => message.messageId !== messageId),
  }))
}

// Whether the core has taken what was on its way is not heard any more. Its id keeps it from being stored twice.
onEndOf('session', () =>
  useSending.setState(({ messages }) => ({
    messages: messages.map((message) => ({ ...message, waiting: true })),
  })),
)
