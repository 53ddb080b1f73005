/** Pure: where chats are listed. The same rule as in the database: archived, else pinned, else in a folder, else recent. */
import type { ConversationId, FolderId } from '../../shared/contract/base.ts'
import type { ConversationSummary, ListPlace } from '../../shared/contract/conversations.ts'
import type { CallFailure } from '../errors/callFailure.ts'
import { saysTheSame, withChat, withoutChats, type ChatPage } from './mergeChats.ts'

export type PlaceKey = 'recent' | 'pinned' | 'archived' | `folder ${FolderId}`

/** The chats of one place, as far as they are loaded. */
export interface ChatList extends ChatPage {
  readonly place: ListPlace
  /** The first page has been fetched. */
  readonly loaded: boolean
  /** Why the last page that was asked for is not there. */
  readonly failure: CallFailure | null
}

export type ChatLists = ReadonlyMap<PlaceKey, ChatList>

export function keyOf(place: ListPlace): PlaceKey {
  return place.kind === 'folder' ? `folder ${place.folderId}` : place.kind
}

export function placeOf({ archived, folderId, pinned }: ConversationSummary): ListPlace {
  if (archived) return { kind: 'archived' }
  if (pinned) return { kind: 'pinned' }
  return folderId === null ? { kind: 'recent' } : { kind: 'folder', folderId }
}

export function emptyList(place: ListPlace): ChatList {
  return { place, conversations: [], nextCursor: null, until: Infinity, loaded: false, failure: null }
}

function sameList(one: ChatList | undefined, other: ChatList): boolean {
  return (
    one !== undefined &&
    one.nextCursor === other.nextCursor &&
    one.until === other.until &&
    one.loaded === other.loaded &&
    one.failure === other.failure &&
    one.conversations.length === other.conversations.length &&
    one.conversations.every((chat, index) => chat === other.conversations[index])
  )
}

/**
 * Changes one list. The chats that it then has are in no other: a chat stands in one place. The same lists where that
 * says nothing new, so that nothing is painted again.
 */
export function withList(lists: ChatLists, key: PlaceKey, list: ChatList): ChatLists {
  if (sameList(lists.get(key), list)) return lists
  const ids = new Set(list.conversations.map((chat) => chat.id))
  const entries = [...lists].map(([other, chats]) => [other, withoutChats(chats, ids)] as const)
  return new Map([...entries.filter(([other]) => other !== key), [key, list]])
}

export function withoutChat(lists: ChatLists, id: ConversationId): ChatLists {
  const ids = new Set([id])
  if ([...lists.values()].every((list) => withoutChats(list, ids) === list)) return lists
  return new Map([...lists].map(([key, list]) => [key, withoutChats(list, ids)]))
}

/** Puts a chat as it is now where it belongs now, if that place is listed; takes it away everywhere else. */
export function withChanged(lists: ChatLists, chat: ConversationSummary): ChatLists {
  const key = keyOf(placeOf(chat))
  const list = lists.get(key)
  const before = list?.conversations.find(({ id }) => id === chat.id)
  if (before && saysTheSame(before, chat)) return lists
  if (list && before?.updatedAt === chat.updatedAt) {
    const conversations = list.conversations.map((one) => (one === before ? chat : one))
    return new Map([...lists, [key, { ...list, conversations }]])
  }
  const without = withoutChat(lists, chat.id)
  const target = without.get(key)
  return target?.loaded ? new Map([...without, [key, withChat(target, chat)]]) : without
}

/** The chats as they are now; those of `ids` that are not among them are gone. */
export function withSummaries(
  lists: ChatLists,
  ids: readonly ConversationId[],
  chats: readonly ConversationSummary[],
): ChatLists {
  const known = new Set(chats.map(({ id }) => id))
  const rest = ids.filter((id) => !known.has(id)).reduce(withoutChat, lists)
  return chats.reduce(withChanged, rest)
}
