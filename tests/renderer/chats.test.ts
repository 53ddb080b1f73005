import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  appendPage,
  mergeFetched,
  pageOf,
  reaches,
  withChat,
  withoutChats,
} from '../../renderer/chats/mergeChats.ts'
import type { ConversationId, ModelId } from '../../shared/contract/base.ts'
import type { ConversationSummary } from '../../shared/contract/conversations.ts'

function chat(updatedAt: number): ConversationSummary {
  return {
    id: randomUUID() as string as ConversationId,
    title: `Chat ${updatedAt}`,
    createdAt: 0,
    updatedAt,
    modelId: 'local:starter' as ModelId,
    running: false,
    pinned: false,
    folderId: null,
    archived: false,
    endedAt: null,
  }
}

const chats = [9, 8, 7, 6, 5, 4].map(chat)

const page = (conversations: readonly ConversationSummary[], nextCursor: string | null) =>
  pageOf({ conversations, nextCursor })

describe('the list of chats', () => {
  it('is fetched again until it goes down to the last chat that was shown', () => {
    const shown = page(chats, 'after 4')
    const begun = page([chat(10), ...chats.slice(0, 2)], 'after 8')
    expect(reaches(begun, shown)).toBe(false)
    expect(reaches(appendPage(begun, page(chats.slice(2), 'after 4')), shown)).toBe(true)
    expect(reaches(page(chats.slice(0, 2), null), shown)).toBe(true)
    expect(reaches(begun, page([], null))).toBe(true)
  })

  it('is what was fetched: with chats that came back, and without those that another window deleted', () => {
    const [, deleted] = chats
    const back = chat(7)
    const fetched = page(
      [...chats.slice(0, 3), back, ...chats.slice(3)].filter((one) => one !== deleted),
      null,
    )
    expect(mergeFetched(page(chats, 'after 4'), fetched)).toEqual(fetched)
  })

  it('keeps the objects of the chats about which nothing is new, so that their rows rest', () => {
    const [first, second] = chats.slice(0, 2)
    const fetched = page(
      [
        { ...chat(9), ...first },
        { ...chat(8), ...second, title: 'Another' },
      ],
      null,
    )
    const merged = mergeFetched(page(chats, null), fetched).conversations
    expect(merged[0]).toBe(first)
    expect(merged[1]).toEqual({ ...second, title: 'Another' })
  })

  it('shows no chat twice that moved to the next page while it was fetched', () => {
    const shown = page(chats.slice(0, 3), 'after 7')
    const next = page(chats.slice(2, 5), null)
    expect(appendPage(shown, next)).toEqual(page(chats.slice(0, 5), null))
  })

  it('takes a chat in by its time, as far down as it is loaded', () => {
    const times = (one: ConversationSummary, list = page(chats.slice(0, 3), 'after 7')) =>
      withChat(list, one).conversations.map(({ updatedAt }) => updatedAt)
    expect(times(chat(8.5))).toEqual([9, 8.5, 8, 7])
    expect(times(chat(6))).toEqual([9, 8, 7])
    expect(times(chat(3), page(chats, null))).toEqual([9, 8, 7, 6, 5, 4, 3])
  })

  it('takes the last chat back that was loaded, though nothing below it is', () => {
    const loaded = page(chats.slice(0, 3), 'after 7')
    const last = chats[2] ?? chat(0)
    const without = withoutChats(loaded, new Set([last.id]))
    expect(withChat(without, last)).toEqual(loaded)
  })
})
