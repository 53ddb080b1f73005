import { create } from 'zustand'
import { bounds } from '../../shared/bounds.ts'
import type { ConversationId } from '../../shared/contract/base.ts'
import { call } from '../connection/call.ts'
import { oneAtATime, singleFlight } from '../connection/singleFlight.ts'
import { failureOf } from '../errors/failure.ts'
import type { CallFailure } from '../errors/callFailure.ts'
import { appendPage, mergeFirstPage, type ChatPage } from './mergeChats.ts'

interface ChatsState extends ChatPage {
  /** The first page has been fetched. */
  readonly loaded: boolean
  readonly failure: CallFailure | null
}

const nothing: ChatsState = { conversations: [], nextCursor: null, loaded: false, failure: null }

/** Chats fetched at a time. */
const pageLength = 60

export const useChats = create<ChatsState>(() => nothing)

/** Counts the times the list was emptied: an answer to a request of before belongs to another profile. */
let generation = 0

export function clearChats(): void {
  generation += 1
  useChats.setState(nothing)
}

/** Fetches the beginning of the list again. */
export const refreshChats: () => void = singleFlight(async () => {
  const asked = generation
  const limit = Math.min(Math.max(useChats.getState().conversations.length, pageLength), bounds.page.max)
  try {
    const first = await call((client) => client.conversations.list({ cursor: null, limit }))
    if (asked !== generation) return
    useChats.setState((state) => ({ ...mergeFirstPage(state, first), loaded: true, failure: null }))
  } catch (error) {
    if (asked === generation) useChats.setState({ failure: failureOf(error) })
  }
})

/** Fetches the page after what is shown. */
export const loadMoreChats: () => void = oneAtATime(async () => {
  const asked = generation
  const { nextCursor } = useChats.getState()
  if (nextCursor === null) return
  try {
    const next = await call((client) => client.conversations.list({ cursor: nextCursor, limit: pageLength }))
    if (asked === generation) useChats.setState((state) => appendPage(state, next))
  } catch (error) {
    if (asked === generation) useChats.setState({ failure: failureOf(error) })
  }
})

export function forgetChat(id: ConversationId): void {
  useChats.setState(({ conversations }) => ({
    conversations: conversations.filter((chat) => chat.id !== id),
  }))
}

export function retitleChat(id: ConversationId, title: string): void {
  useChats.setState(({ conversations }) => ({
    conversations: conversations.map((chat) => (chat.id === id ? { ...chat, title } : chat)),
  }))
}
