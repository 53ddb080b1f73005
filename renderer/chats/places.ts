/** Pure: where chats are listed. The same rule as in the database: archived, else pinned, else in a folder, else recent. */
import type { ConversationId, FolderId } from '../../shared/contract/base.ts'
import type { ConversationSummary, ListPlace } from '../../shared/contract/conversations.ts'
import type { CallFailure } from '../errors/callFailure.ts'
import { withChat, withoutChats, type ChatPage } from './mergeChats.ts'

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
  return { place, conversations: [], nextCursor: null, loaded: false, failure: null }
}

export function findChat(lists: ChatLists, id: ConversationId): ConversationSummary | null {
  for (const { conversations } of lists.values()) {
    const found = conversations.find((chat) => chat.id === id)
    if (found) return found
  }
  return null
}

function sameList(one: ChatList | undefined, other: ChatList): boolean {
  return (
    one !== undefined &&
    one.nextCursor === other.nextCursor &&
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
  return new Map([...lists].map(([key, list]) => [key, withoutChats(list, ids)]))
}

/** Puts a chat as it is now where it belongs now, if that place is listed. */
export function withChanged(lists: ChatLists, chat: ConversationSummary): ChatLists {
  const key = keyOf(placeOf(chat))
  const list = lists.get(key)
  const inPlace = list?.conversations.some(
    ({ id, updatedAt }) => id === chat.id && updatedAt === chat.updatedAt,
  )
  if (list && inPlace) {
    const conversations = list.conversations.map((one) => (one.id === chat.id ? chat : one))
    return new Map([...lists, [key, { ...list, conversations }]])
  }
  const without = withoutChat(lists, chat.id)
  const target = without.get(key)
  return target?.loaded ? new Map([...without, [key, withChat(target, chat)]]) : without
}
