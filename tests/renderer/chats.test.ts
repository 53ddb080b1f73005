import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { appendPage, mergeFirstPage } from '../../renderer/chats/mergeChats.ts'
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

describe('the list of chats', () => {
  it('keeps what was loaded further down when its beginning is fetched again', () => {
    const newest = chat(10)
    const first = { conversations: [newest, ...chats.slice(0, 2)], nextCursor: 'after 8' }
    const merged = mergeFirstPage({ conversations: chats, nextCursor: 'after 4' }, first)
    expect(merged).toEqual({ conversations: [newest, ...chats], nextCursor: 'after 4' })
  })

  it('moves a chat up that has a new message, and shows it once', () => {
    const moved = { ...(chats[5] ?? chat(0)), updatedAt: 11 }
    const first = { conversations: [moved, ...chats.slice(0, 2)], nextCursor: 'after 8' }
    const merged = mergeFirstPage({ conversations: chats, nextCursor: null }, first)
    expect(merged.conversations).toEqual([moved, ...chats.slice(0, 5)])
  })

  it('loses the chats that another window deleted', () => {
    const first = { conversations: chats.slice(1, 3), nextCursor: null }
    expect(mergeFirstPage({ conversations: chats, nextCursor: null }, first)).toEqual(first)
  })

  it('shows no chat twice that moved to the next page while it was fetched', () => {
    const shown = { conversations: chats.slice(0, 3), nextCursor: 'after 7' }
    const next = { conversations: chats.slice(2, 5), nextCursor: null }
    expect(appendPage(shown, next).conversations).toEqual(chats.slice(0, 5))
  })
})
