/** Pure: the list of chats that is shown and its first page, just fetched, give the list to show. */
import type { ConversationSummary } from '../../shared/contract/conversations.ts'

export interface ChatPage {
  /** Newest first. */
  readonly conversations: readonly ConversationSummary[]
  /** Null at the end of the list. */
  readonly nextCursor: string | null
}

/** Keeps the chats after the first page that were loaded already: the person may have scrolled down to them. */
export function mergeFirstPage(shown: ChatPage, first: ChatPage): ChatPage {
  const last = first.conversations.at(-1)
  if (first.nextCursor === null || !last) return first
  const fetched = new Set(first.conversations.map((chat) => chat.id))
  const after = shown.conversations.filter(
    (chat) => !fetched.has(chat.id) && chat.updatedAt <= last.updatedAt,
  )
  if (after.length === 0) return first
  return { conversations: [...first.conversations, ...after], nextCursor: shown.nextCursor }
}

export function appendPage(shown: ChatPage, next: ChatPage): ChatPage {
  const known = new Set(shown.conversations.map((chat) => chat.id))
  const added = next.conversations.filter((chat) => !known.has(chat.id))
  return { conversations: [...shown.conversations, ...added], nextCursor: next.nextCursor }
}
