import { bounds } from '../../shared/bounds.ts'
import type { ConversationId } from '../../shared/contract/base.ts'
import type { ListPlace } from '../../shared/contract/conversations.ts'
import { call } from '../connection/call.ts'
import { oneAtATime, singleFlight } from '../connection/singleFlight.ts'
import { failureOf } from '../errors/failure.ts'
import { createProfileStore, onEndOf } from '../state/profileState.ts'
import { appendPage, mergeFetched, pageOf, reaches, type ChatPage } from './mergeChats.ts'
import {
  emptyList,
  keyOf,
  withList,
  withoutChat,
  withSummaries,
  type ChatList,
  type ChatLists,
  type PlaceKey,
} from './places.ts'

interface ChatsState {
  /** The places that are shown. */
  readonly lists: ChatLists
}

const alwaysShown: readonly ListPlace[] = [{ kind: 'recent' }, { kind: 'pinned' }]

/** Chats fetched at first, and at a time when more are asked for. */
const firstPage = 60
const nextPage = bounds.page.max

function nothing(): ChatsState {
  return { lists: new Map(alwaysShown.map((place) => [keyOf(place), emptyList(place)])) }
}

export const useChats = createProfileStore<ChatsState>(nothing)

/** Chats that are not what they were, and have not been fetched since. */
const asked = new Set<ConversationId>()

function listOf(key: PlaceKey): ChatList | undefined {
  return useChats.getState().lists.get(key)
}

let turns: Promise<void> = Promise.resolve()

/** Runs fetches one after another: what was asked for last is read last, and stays. */
function inTurn(fetch: () => Promise<void>): Promise<void> {
  turns = turns.then(fetch, fetch)
  return turns
}

/** Puts the outcome of a request into its list, unless nobody is waiting for that any more. */
async function fetchInto(
  key: PlaceKey,
  fetch: (list: ChatList) => Promise<Partial<ChatList>>,
): Promise<void> {
  const before = listOf(key)
  if (!before) return
  let change: Partial<ChatList>
  try {
    change = { failure: null, ...(await fetch(before)) }
  } catch (error) {
    change = { failure: failureOf(error) }
  }
  const list = listOf(key)
  if (!list) return
  useChats.setState(({ lists }) => ({ lists: withList(lists, key, { ...list, ...change }) }))
}

async function fetchPage(place: ListPlace, cursor: string | null, limit: number): Promise<ChatPage> {
  return pageOf(await call((client) => client.conversations.list({ place, cursor, limit })))
}

/** Fetches as much of a list as is shown, page by page. */
async function fetchAgain(list: ChatList): Promise<ChatPage> {
  const { conversations, place } = list
  const limit = Math.min(Math.max(conversations.length, firstPage), bounds.page.max)
  let fetched = await fetchPage(place, null, limit)
  while (!reaches(fetched, list))
    fetched = appendPage(fetched, await fetchPage(place, fetched.nextCursor, nextPage))
  return fetched
}

interface Fetches {
  /** Fetches what is shown again. */
  readonly refresh: () => void
  /** Fetches the page after what is shown. */
  readonly loadMore: () => void
}

function fetchesFor(key: PlaceKey): Fetches {
  const refresh = (): Promise<void> =>
    fetchInto(key, async (list) => {
      const fetched = await fetchAgain(list)
      return { ...mergeFetched(listOf(key) ?? list, fetched), loaded: true }
    })
  const loadMore = (): Promise<void> =>
    fetchInto(key, async (list) => {
      if (list.nextCursor === null) return {}
      const next = await fetchPage(list.place, list.nextCursor, nextPage)
      return appendPage(listOf(key) ?? list, next)
    })
  return {
    refresh: singleFlight(() => inTurn(refresh)),
    loadMore: oneAtATime(() => inTurn(loadMore)),
  }
}

const fetches = new Map<PlaceKey, Fetches>()

function fetchesOf(key: PlaceKey): Fetches {
  const known = fetches.get(key) ?? fetchesFor(key)
  fetches.set(key, known)
  return known
}

onEndOf('session', () => {
  asked.clear()
  fetches.clear()
  // The fetch whose turn it is may never end.
  turns = Promise.resolve()
})

/** Fetches all that is shown again: more than one chat is not what it was. */
export function refreshChats(): void {
  for (const key of useChats.getState().lists.keys()) fetchesOf(key).refresh()
}

export function loadMoreChats(place: ListPlace): void {
  fetchesOf(keyOf(place)).loadMore()
}

/** Shows another place, or one that failed again. */
export function showPlace(place: ListPlace): void {
  const key = keyOf(place)
  if (!listOf(key))
    useChats.setState(({ lists }) => ({ lists: new Map([...lists, [key, emptyList(place)]]) }))
  fetchesOf(key).refresh()
}

export function hidePlace(place: ListPlace): void {
  useChats.setState(({ lists }) => ({ lists: new Map([...lists].filter(([key]) => key !== keyOf(place))) }))
}

/** Shows a chat as it is now and where it belongs now, or no more, and settles when it is shown. */
export function refreshChat(id: ConversationId): Promise<void> {
  asked.add(id)
  return inTurn(fetchAsked)
}

async function fetchAsked(): Promise<void> {
  const conversationIds = [...asked].slice(0, bounds.page.max)
  // The turn of another chat has brought this one along.
  if (conversationIds.length === 0) return
  for (const id of conversationIds) asked.delete(id)
  try {
    const { conversations } = await call((client) => client.conversations.summaries({ conversationIds }))
    useChats.setState(({ lists }) => ({ lists: withSummaries(lists, conversationIds, conversations) }))
    fillUp()
  } catch (error) {
    // The list says so, and offers to fetch everything again.
    await fetchInto('recent', () => Promise.reject(error))
  }
}

/** A list that many chats have left loads on: nobody can scroll in one that is short. */
function fillUp(): void {
  for (const { conversations, nextCursor, place } of useChats.getState().lists.values())
    if (nextCursor !== null && conversations.length < firstPage) loadMoreChats(place)
}

/** Takes a chat that was deleted away at once, and once more where it was being fetched. */
export function forgetChat(id: ConversationId): void {
  useChats.setState(({ lists }) => ({ lists: withoutChat(lists, id) }))
  void refreshChat(id)
}
