import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { groupedRows } from '../../renderer/chats/listRows.ts'
import { pageOf, withChat, withoutChats } from '../../renderer/chats/mergeChats.ts'
import type { ConversationId, ModelId } from '../../shared/contract/base.ts'
import type { ConversationSummary } from '../../shared/contract/conversations.ts'
import { calendarAt } from '../../shared/dayGroups.ts'
import { listTime } from '../../shared/futureTimes.ts'

const hour = 3_600_000
const now = Date.UTC(2026, 10, 27, 10, 30)

/** A chat as a window is told of it. */
function chat(title: string, updatedAt: number): ConversationSummary {
  return {
    id: randomUUID() as string as ConversationId,
    title,
    createdAt: updatedAt,
    updatedAt: listTime(updatedAt, now),
    modelId: 'local:starter' as ModelId,
    running: false,
    pinned: false,
    folderId: null,
    archived: false,
    endedAt: null,
  }
}

const list = [
  chat('just now', now),
  chat('this morning', now - hour),
  chat('a year ahead', now + 365 * 24 * hour),
  chat('two days ago', now - 48 * hour),
]

function shown(chats: readonly ConversationSummary[]): readonly string[] {
  return groupedRows(chats, calendarAt(now, 'Europe/Berlin')).map((row) => {
    if (row.kind === 'heading') return row.text
    return row.kind === 'chat' ? row.chat.title : row.kind
  })
}

describe('a chat that is dated ahead of now', () => {
  it('stands under no heading of today', () => {
    expect(shown(list)).toEqual([
      'Today',
      'just now',
      'this morning',
      'Yesterday',
      'a year ahead',
      'Previous 7 days',
      'two days ago',
    ])
  })

  it('goes back to its place when it is fetched alone, and to the top when it was written in', () => {
    const [, , ahead] = list
    if (!ahead) throw new Error('the chat is not there')
    const page = pageOf({ conversations: list, nextCursor: null })
    const without = withoutChats(page, new Set([ahead.id]))
    expect(withChat(without, ahead).conversations).toEqual(list)
    const written = { ...ahead, updatedAt: listTime(now + 5, now) }
    expect(shown(withChat(without, written).conversations).slice(0, 2)).toEqual(['Today', 'a year ahead'])
  })
})
