/**
 * Between the press on a chat and its release, which is the click, pass some 80 ms: its messages are asked for at the
 * press already. What arrives so is shown at the click and then fetched once more, as events of a chat that is not
 * shown are not kept.
 */
import type { ConversationId } from '../../shared/contract/base.ts'
import type { Client } from '../../shared/contract/index.ts'
import { call } from '../connection/call.ts'
import { onEndOf } from '../state/profileState.ts'
import { useConversation } from './conversationStore.ts'
import { leftPlaceOf } from './leftPlaces.ts'

/** Messages fetched when a conversation is opened. */
export const firstPage = 40
/** A click that comes later than this after the press, in milliseconds, fetches anew. */
const staleAfter = 1_000

export type OpenedConversation = Awaited<ReturnType<Client['conversations']['open']>>

export interface EarlyAnswer {
  readonly id: ConversationId
  /** Null when it could not be fetched: opening asks again and says what is wrong. */
  readonly fetched: Promise<OpenedConversation | null>
  /** What was fetched, as soon as it is there. */
  value: OpenedConversation | null
}

let early: EarlyAnswer | null = null
onEndOf('session', () => {
  early = null
})

/** Asks for a conversation that is about to be opened. */
export function fetchEarly(conversationId: ConversationId): void {
  if (useConversation.getState().currentId === conversationId) return
  const aroundMessageId = leftPlaceOf(conversationId)?.messageId ?? null
  const input = { conversationId, aroundMessageId, limit: firstPage }
  const fetched = call((client) => client.conversations.open(input)).then(
    (conversation) => (asked.value = conversation),
    () => null,
  )
  const asked: EarlyAnswer = { id: conversationId, fetched, value: null }
  early = asked
  setTimeout(() => {
    if (early === asked) early = null
  }, staleAfter)
}

/** What was asked for just now, if it is of this conversation. It is given once. */
export function takeEarly(id: ConversationId): EarlyAnswer | null {
  const taken = early?.id === id ? early : null
  early = null
  return taken
}
