/** Chats that a wrong clock, or an import, has dated ahead of now. */
import { describe, expect, it } from 'vitest'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import { listTime } from '../../shared/futureTimes.ts'
import { answeredTurn, temporaryProfile, textsOf } from './temporaryProfile.ts'

const hour = 3_600_000
const day = 24 * hour
const now = Date.UTC(2026, 10, 27, 10, 30)
const year = 365 * day

const open = () => temporaryProfile().open()

interface Listed {
  readonly titles: readonly string[]
  readonly times: readonly number[]
}

/** The whole list, page by page, as a window is told of it. */
async function listed(database: ProfileDatabase, limit: number, at = now): Promise<Listed> {
  const titles: string[] = []
  const times: number[] = []
  let cursor: string | null = null
  do {
    const page = await database.listConversations({ kind: 'recent' }, cursor, limit, at)
    titles.push(...page.conversations.map(({ title }) => title))
    times.push(...page.conversations.map(({ updatedAt }) => listTime(updatedAt, at)))
    cursor = page.nextCursor
  } while (cursor !== null)
  return { titles, times }
}

async function someChats(database: ProfileDatabase) {
  const ids = new Map<string, Awaited<ReturnType<typeof answeredTurn>>>()
  const chats = {
    'an hour ahead': now + hour,
    'last week': now - 7 * day,
    'a year ahead': now + year,
    'this morning': now - hour,
    'two days ago': now - 2 * day,
    'another year ahead': now + year,
    'just now': now,
  }
  for (const [text, createdAt] of Object.entries(chats))
    ids.set(text, await answeredTurn(database, { text, createdAt }))
  return ids
}

const inOrder = [
  'just now',
  'this morning',
  'another year ahead',
  'a year ahead',
  'an hour ahead',
  'two days ago',
  'last week',
]

describe('chats that are dated ahead of now', () => {
  it('stand below those of the last day and above older ones, without gap or repetition', async () => {
    const database = await open()
    await someChats(database)
    for (const limit of [1, 2, 3, 7, 50]) expect((await listed(database, limit)).titles).toEqual(inOrder)
    const { times } = await listed(database, 3)
    expect(times).toEqual(times.toSorted((one, other) => other - one))
    expect(Math.max(...times)).toBe(now)
  })

  it('stand where they belong once their time has come', async () => {
    const database = await open()
    await someChats(database)
    const { titles } = await listed(database, 3, now + 2 * hour)
    expect(titles.slice(0, 3)).toEqual(['an hour ahead', 'just now', 'this morning'])
  })

  it('come on top when something is written in them now, and their messages stay in order', async () => {
    const database = await open()
    const chats = await someChats(database)
    const conversationId = chats.get('a year ahead')?.conversationId ?? null
    if (conversationId === null) throw new Error('the chat is not there')
    await answeredTurn(database, { conversationId, text: 'written now', createdAt: now + 5 }, 'answered now')
    const { titles, times } = await listed(database, 3, now + 10)
    expect(titles[0]).toBe('a year ahead')
    expect(times[0]).toBe(now + 5)
    expect(await textsOf(database, conversationId)).toEqual([
      'a year ahead',
      'A page is a page.',
      'written now',
      'answered now',
    ])
  })

  it('keep their place above others where the clock went back by no more than it does when it is set right', async () => {
    const database = await open()
    const { conversationId } = await answeredTurn(database, { text: 'first', createdAt: now })
    await answeredTurn(database, { conversationId, text: 'second', createdAt: now - 2_000 })
    await answeredTurn(database, { text: 'other', createdAt: now - 1_000 })
    expect((await listed(database, 5)).titles).toEqual(['first', 'other'])
  })

  it('are all that there is where the clock is far behind now, newest first', async () => {
    const database = await open()
    await answeredTurn(database, { text: 'older', createdAt: now - day })
    await answeredTurn(database, { text: 'newer', createdAt: now })
    await answeredTurn(database, { text: 'in 1970', createdAt: 1_000 })
    const { titles, times } = await listed(database, 1, 2_000)
    expect(titles).toEqual(['in 1970', 'newer', 'older'])
    expect(Math.min(...times)).toBeGreaterThanOrEqual(0)
  })

  it('are found by their titles after the others', async () => {
    const database = await open()
    const ahead = Date.now() + year
    await answeredTurn(database, { text: 'zebra ahead', createdAt: ahead })
    await answeredTurn(database, { text: 'zebra now', createdAt: Date.now() })
    const filters = { role: null, modelId: null, folderId: null, from: null, before: null } as const
    const { titles } = await database.searchTitles({ query: 'zebra', filters, limit: 5 })
    expect(titles.map(({ conversation }) => conversation.title)).toEqual(['zebra now', 'zebra ahead'])
  })
})
