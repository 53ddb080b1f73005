import { create } from 'zustand'
import type { ConversationId, MessageId } from '../../shared/contract/base.ts'

interface FindState {
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
}

export const noFind: FindState = {
  open: false,
  query: '',
  ids: null,
  complete: true,
  index: -1,
  conversationId: null,
  marked: '',
}

export const useFind = create<FindState>(() => noFind)

/** Marks what the search has found in the chat that it leads to. */
export function showFound(conversationId: ConversationId, query: string): void {
  useFind.setState({ ...noFind, conversationId, marked: query })
}

/** The search has ended, and with it what it marked. */
export function hideFound(): void {
  if (!useFind.getState().open) useFind.setState(noFind)
}
