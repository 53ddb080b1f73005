/** Pure: the chats of a list that are known and a page of them, just fetched, give the list to show. */
import type { ConversationId } from '../../shared/contract/base.ts'
import type { ConversationSummary } from '../../shared/contract/conversations.ts'

export interface ChatPage {
  /** Newest first. */
  readonly conversations: readonly ConversationSummary[]
  /** Null at the end of the list. */
  readonly nextCursor: string | null
}

const fields = [
  'title',
  'createdAt',
  'updatedAt',
  'modelId',
  'running',
  'pinned',
  'folderId',
  'archived',
  'endedAt',
] as const satisfies readonly (keyof ConversationSummary)[]

/** What was fetched, with the objects that are shown already where nothing about them is new: their rows rest. */
function sharing(
  shown: readonly ConversationSummary[],
  fetched: readonly ConversationSummary[],
): readonly ConversationSummary[] {
  const known = new Map(shown.map((chat) => [chat.id, chat]))
  return fetched.map((chat) => {
    const before = known.get(chat.id)
    return before && fields.every((field) => before[field] === chat[field]) ? before : chat
  })
}

/** Keeps the chats after the first page that were loaded already: the person may have scrolled down to them. */
export function mergeFirstPage(shown: ChatPage, first: ChatPage): ChatPage {
  const fresh = sharing(shown.conversations, first.conversations)
  const last = fresh.at(-1)
  if (first.nextCursor === null || !last) return { ...first, conversations: fresh }
  const fetched = new Set(fresh.map((chat) => chat.id))
  const after = shown.conversations.filter(
    (chat) => !fetched.has(chat.id) && chat.updatedAt <= last.updatedAt,
  )
  if (after.length === 0) return { ...first, conversations: fresh }
  return { conversations: [...fresh, ...after], nextCursor: shown.nextCursor }
}

export function appendPage(shown: ChatPage, next: ChatPage): ChatPage {
  const known = new Set(shown.conversations.map((chat) => chat.id))
  const added = next.conversations.filter((chat) => !known.has(chat.id))
  return { conversations: [...shown.conversations, ...added], nextCursor: next.nextCursor }
}

/** The list without some chats; the same list when it has none of them. */
export function withoutChats<Page extends ChatPage>(page: Page, ids: ReadonlySet<ConversationId>): Page {
  if (!page.conversations.some((chat) => ids.has(chat.id))) return page
  return { ...page, conversations: page.conversations.filter((chat) => !ids.has(chat.id)) }
}

/** The list with a chat where it belongs by its time, unless that is further down than what is loaded. */
export function withChat<Page extends ChatPage>(page: Page, chat: ConversationSummary): Page {
  const index = page.conversations.findIndex(({ updatedAt }) => updatedAt < chat.updatedAt)
  if (index < 0 && page.nextCursor !== null) return page
  const conversations = page.conversations.toSpliced(index < 0 ? page.conversations.length : index, 0, chat)
  return { ...page, conversations }
}
