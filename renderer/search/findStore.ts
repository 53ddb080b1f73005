import type { ConversationId, MessageId } from '../../shared/contract/base.ts'
import { createProfileStore } from '../state/profileState.ts'

/** The place that was gone to: it stands out from the others that are marked. */
export interface CurrentMatch {
  readonly messageId: MessageId
  /** Which of the places in the message, from 0. Below 0 it counts from the end: -1 is the last. */
  readonly at: number
  /** How many there are in it; null until it is rendered. */
  readonly count: number | null
}

export interface FindState {
  /** The bar is there. */
  readonly open: boolean
  readonly query: string
  /** The messages of the path that is shown which have it, oldest first; null until they are known. */
  readonly ids: readonly MessageId[] | null
  /** False when there are more than were looked at. */
  readonly complete: boolean
  /** Which of `ids` is shown, from 0; -1 for none. */
  readonly index: number
  /** The chat in which all of this is; in another one it is not shown. */
  readonly conversationId: ConversationId | null
  /** What is marked in the messages that are shown: what is being found here, or was found by the search. */
  readonly marked: string
  readonly current: CurrentMatch | null
}

export const noFind: FindState = {
  open: false,
  query: '',
  ids: null,
  complete: true,
  index: -1,
  conversationId: null,
  marked: '',
  current: null,
}

export const useFind = createProfileStore<FindState>(() => noFind)

/** Marks what the search has found in the chat that it leads to, first in the message that is gone to. */
export function showFound(conversationId: ConversationId, messageId: MessageId, query: string): void {
  useFind.setState({ ...noFind, conversationId, marked: query, current: { messageId, at: 0, count: null } })
}

/** The message that was gone to is rendered, with so many places in it. */
export function countMatches(messageId: MessageId, count: number): void {
  const { current } = useFind.getState()
  if (current?.messageId !== messageId) return
  const at = Math.max(0, current.at < 0 ? count + current.at : Math.min(current.at, count - 1))
  if (at === current.at && count === current.count) return
  useFind.setState({ current: { messageId, at, count } })
}

/** The search has ended, and with it what it marked. */
export function hideFound(): void {
  if (!useFind.getState().open) useFind.setState(noFind)
}
