import { create } from 'zustand'
import { bounds } from '../../shared/bounds.ts'
import type { ConversationId } from '../../shared/contract/base.ts'
import type { ConversationSummary, ListPlace } from '../../shared/contract/conversations.ts'
import { call } from '../connection/call.ts'
import { oneAtATime, singleFlight } from '../connection/singleFlight.ts'
import { failureOf } from '../errors/failure.ts'
import { appendPage, mergeFirstPage } from './mergeChats.ts'
import {
  emptyList,
  findChat,
  keyOf,
  withChanged,
  withList,
  withoutChat,
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

export const useChats = create<ChatsState>(nothing)

/** Counts the times the lists were emptied: an answer to a request of before belongs to another profile. */
let generation = 0

export function clearChats(): void {
  generation += 1
  useChats.setState(nothing())
}

function listOf(key: PlaceKey): ChatList | undefined {
  return useChats.getState().lists.get(key)
}

/** Puts the outcome of a request into its list, unless nobody is waiting for that any more. */
async function fetchInto(
  key: PlaceKey,
  fetch: (list: ChatList) => Promise<Partial<ChatList>>,
): Promise<void> {
  const asked = generation
  const before = listOf(key)
  if (!before) return
  let change: Partial<ChatList>
  try {
    change = { failure: null, ...(await fetch(before)) }
  } catch (error) {
    change = { failure: failureOf(error) }
  }
  const list = listOf(key)
  if (asked !== generation || !list) return
  useChats.setState(({ lists }) => ({ lists: withList(lists, key, { ...list, ...change }) }))
}

function fetchPage(place: ListPlace, cursor: string | null, limit: number) {
  return call((client) => client.conversations.list({ place, cursor, limit }))
}

interface Fetches {
  /** Fetches the beginning again. */
  readonly refresh: () => void
  /** Fetches the page after what is shown. */
  readonly loadMore: () => void
}

function fetchesFor(key: PlaceKey): Fetches {
  return {
    refresh: singleFlight(() =>
      fetchInto(key, async ({ conversations, place }) => {
        const limit = Math.min(Math.max(conversations.length, firstPage), bounds.page.max)
        const first = await fetchPage(place, null, limit)
        return { ...mergeFirstPage(listOf(key) ?? emptyList(place), first), loaded: true }
      }),
    ),
    loadMore: oneAtATime(() =>
      fetchInto(key, async ({ nextCursor, place }) => {
        if (nextCursor === null) return {}
        const next = await fetchPage(place, nextCursor, nextPage)
        return appendPage(listOf(key) ?? emptyList(place), next)
      }),
    ),
  }
}

const fetches = new Map<PlaceKey, Fetches>()

function fetchesOf(key: PlaceKey): Fetches {
  const known = fetches.get(key) ?? fetchesFor(key)
  fetches.set(key, known)
  return known
}

/** Fetches the beginnings of all that is shown again. */
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

export function forgetChat(id: ConversationId): void {
  useChats.setState(({ lists }) => ({ lists: withoutChat(lists, id) }))
}

/** Shows a change to a chat before the lists are fetched again. */
export function changeChat(id: ConversationId, change: Partial<ConversationSummary>): void {
  useChats.setState((state) => {
    const chat = findChat(state.lists, id)
    return chat ? { lists: withChanged(state.lists, { ...chat, ...change }) } : state
  })
}
