/** Pure: the chats of a list that are known and a page of them, just fetched, give the list to show. */
import type { ConversationId } from '../../shared/contract/base.ts'
import type { ConversationSummary } from '../../shared/contract/conversations.ts'

export interface ChatPage {
  /** Newest first. */
  readonly conversations: readonly ConversationSummary[]
  /** Null at the end of the list. */
  readonly nextCursor: string | null
  /** All chats from this time on are loaded; older ones come with `nextCursor`. Also when the last one has gone. */
  readonly until: number
}

/** A page as the core sends it. */
export function pageOf(fetched: Omit<ChatPage, 'until'>): ChatPage {
  const { conversations, nextCursor } = fetched
  const until = nextCursor === null ? Number.NEGATIVE_INFINITY : (conversations.at(-1)?.updatedAt ?? 0)
  return { conversations, nextCursor, until }
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

export function saysTheSame(one: ConversationSummary, other: ConversationSummary): boolean {
  return fields.every((field) => one[field] === other[field])
}

/** What was fetched, with the objects that are shown already where nothing about them is new: their rows rest. */
function sharing(
  shown: readonly ConversationSummary[],
  fetched: readonly ConversationSummary[],
): readonly ConversationSummary[] {
  const known = new Map(shown.map((chat) => [chat.id, chat]))
  return fetched.map((chat) => {
    const before = known.get(chat.id)
    return before && saysTheSame(before, chat) ? before : chat
  })
}

/** What was fetched anew in place of what is shown. */
export function mergeFetched(shown: ChatPage, fetched: ChatPage): ChatPage {
  return { ...fetched, conversations: sharing(shown.conversations, fetched.conversations) }
}

export function appendPage(shown: ChatPage, next: ChatPage): ChatPage {
  const known = new Set(shown.conversations.map((chat) => chat.id))
  const added = next.conversations.filter((chat) => !known.has(chat.id))
  return { ...next, conversations: [...shown.conversations, ...added] }
}

/** Whether what was fetched anew goes down to the last chat that is shown: the person may have scrolled to it. */
export function reaches(fetched: ChatPage, shown: ChatPage): boolean {
  const last = shown.conversations.at(-1)
  return fetched.nextCursor === null || !last || fetched.until <= last.updatedAt
}

/** The list without some chats; the same list when it has none of them. */
export function withoutChats<Page extends ChatPage>(page: Page, ids: ReadonlySet<ConversationId>): Page {
  if (!page.conversations.some((chat) => ids.has(chat.id))) return page
  return { ...page, conversations: page.conversations.filter((chat) => !ids.has(chat.id)) }
}

/** The list with a chat where it belongs by its time, unless that is further down than what is loaded. */
export function withChat<Page extends ChatPage>(page: Page, chat: ConversationSummary): Page {
  if (chat.updatedAt < page.until) return page
  const index = page.conversations.findIndex(({ updatedAt }) => updatedAt < chat.updatedAt)
  const conversations = page.conversations.toSpliced(index < 0 ? page.conversations.length : index, 0, chat)
  return { ...page, conversations }
}
