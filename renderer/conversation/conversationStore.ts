import { create } from 'zustand'
import type { ConversationId, MessageId } from '../../shared/contract/base.ts'
import type { ConversationSummary, Message } from '../../shared/contract/conversations.ts'
import type { CallFailure } from '../errors/callFailure.ts'

/** What has been fetched of the conversation that is shown. */
export interface OpenConversation {
  readonly conversation: ConversationSummary
  /** The end of the active path, oldest first. */
  readonly messages: readonly Message[]
  readonly hasEarlier: boolean
}

interface ConversationState {
  /** Counts the places gone to. A new chat that becomes a conversation by its first message stays the same place. */
  readonly place: number
  /** Null in a new chat. */
  readonly currentId: ConversationId | null
  /** Null until it has been fetched. */
  readonly open: OpenConversation | null
  /** Why it could not be fetched. */
  readonly failure: CallFailure | null
  /** How many answers are before one that waits for its model. */
  readonly queue: ReadonlyMap<MessageId, number>
  /** The last change put messages before those that were shown. */
  readonly prepended: boolean
}

const nothing: Omit<ConversationState, 'place'> = {
  currentId: null,
  open: null,
  failure: null,
  queue: new Map(),
  prepended: false,
}

export const useConversation = create<ConversationState>(() => ({ ...nothing, place: 0 }))

/** A reload comes back to the same chat. Only its id is kept. */
const placeKey = 'confab:conversation'

export function goTo(currentId: ConversationId | null): void {
  useConversation.setState(({ place }) => ({ ...nothing, currentId, place: place + 1 }))
  keepPlace(currentId)
}

/** The new chat that is shown has become a conversation. */
export function becomeConversation(open: OpenConversation): void {
  useConversation.setState({ currentId: open.conversation.id, open, failure: null, prepended: false })
  keepPlace(open.conversation.id)
}

function keepPlace(id: ConversationId | null): void {
  if (id === null) sessionStorage.removeItem(placeKey)
  else sessionStorage.setItem(placeKey, id)
}

/** The conversation that was shown before a reload or a lock; null for a new chat. */
export function keptPlace(): ConversationId | null {
  // Only `keepPlace` writes it.
  return sessionStorage.getItem(placeKey) as ConversationId | null
}

export function forgetPlace(): void {
  sessionStorage.removeItem(placeKey)
}

/** Takes what is shown away; the place is kept for the same profile to come back to. */
export function clearConversation(): void {
  useConversation.setState(nothing)
}
