import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openConnection } from '../../electron/core/database/connection.ts'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import type { StoredSearch } from '../../electron/core/database/search/searchCalls.ts'
import { folderId, type MessageId } from '../../shared/contract/base.ts'
import {
  answeredTurn,
  complete,
  newMessageId,
  otherModel,
  starter,
  temporaryProfile,
  turn,
} from '../database/temporaryProfile.ts'

const filters = { role: null, modelId: null, folderId: null, from: null, before: null }

const search = (database: ProfileDatabase, query: string, changes: Partial<StoredSearch> = {}) =>
  database.search({ query, order: 'newest', filters, cursor: null, limit: 50, ...changes })

async function textsFound(database: ProfileDatabase, query: string, changes: Partial<StoredSearch> = {}) {
  return (await search(database, query, changes)).hits.map(({ snippet }) => snippet.text)
}

describe('a search', () => {
  it('finds messages newest first, also where older ones were written later, and says whose they are', async () => {
    const database = await temporaryProfile().open()
    await answeredTurn(database, { text: 'new page', createdAt: 9_000 }, 'nothing')
    await answeredTurn(database, { text: 'old page', createdAt: 1_000 }, 'an old page')
    const { hits } = await search(database, 'page')
    expect(hits.map(({ snippet }) => snippet.text)).toEqual(['new page', 'an old page', 'old page'])
    expect(hits[1]).toMatchObject({
      role: 'assistant',
      modelName: 'Starter',
      title: 'old page',
      createdAt: 1_000,
    })
  })

  it('finds titles, the latest first, and only on the first page', async () => {
    const database = await temporaryProfile().open()
    for (const at of [1_000, 2_000]) await answeredTurn(database, { text: `Page ${at}`, createdAt: at })
    const first = await search(database, 'page', { limit: 1 })
    expect(first.titles.map(({ conversation, ranges }) => [conversation.title, ranges])).toEqual([
      ['Page 2000', [{ start: 0, end: 4 }]],
      ['Page 1000', [{ start: 0, end: 4 }]],
    ])
    expect((await search(database, 'page', { limit: 1, cursor: first.nextCursor })).titles).toEqual([])
  })

  it('says that there are more titles than the first few, and gives them', async () => {
    const database = await temporaryProfile().open()
    for (let at = 1; at <= 7; at += 1)
      await answeredTurn(database, { text: `Page ${at}`, createdAt: at * 1_000 })
    const first = await search(database, 'page')
    expect(first.titles).toHaveLength(5)
    expect(first.moreTitles).toBe(true)
    const titles = async (limit: number) => {
      const found = await database.searchTitles({ query: 'page', filters, limit })
      return [found.titles.map(({ conversation }) => conversation.title), found.moreTitles]
    }
    expect(await titles(6)).toEqual([['Page 7', 'Page 6', 'Page 5', 'Page 4', 'Page 3', 'Page 2'], true])
    expect(await titles(7)).toEqual([expect.arrayContaining(['Page 1']), false])
    const early = { filters: { ...filters, before: 3_000 } }
    expect(await search(database, 'page', early)).toMatchObject({ titles: [{}, {}], moreTitles: false })
    expect(await database.searchTitles({ query: '"', filters, limit: 5 })).toEqual({
      titles: [],
      moreTitles: false,
    })
  })

  it('finds an old title by its folder or time among thousands of newer ones', async () => {
    const profile = temporaryProfile()
    const database = await profile.open()
    const { conversationId } = await answeredTurn(database, { text: 'page one', createdAt: 1_000 })
    const folder = folderId.parse(randomUUID())
    await database.addFolder({ id: folder, name: 'Old', parentId: null, createdAt: 1 })
    await database.setConversationFolder(conversationId, folder)
    const db = openConnection(profile)
    const insert = db.prepare(
      `INSERT INTO conversations (id, title, created_at, updated_at, model_id) VALUES (?, 'page', 9000, 9000, 'x')`,
    )
    db.transaction(() => Array.from({ length: 1_500 }, () => insert.run(randomUUID())))()
    db.close()
    for (const change of [{ folderId: folder }, { before: 2_000 }]) {
      const { moreTitles, titles } = await search(database, 'page', { filters: { ...filters, ...change } })
      expect(titles.map(({ conversation }) => conversation.id)).toEqual([conversationId])
      expect(moreTitles).toBe(false)
    }
  })

  it('does not find what was deleted, nor chats that were', async () => {
    const database = await temporaryProfile().open()
    const one = await answeredTurn(database, { text: 'one page', createdAt: 1_000 }, 'page of one')
    const two = await answeredTurn(database, { text: 'two page', createdAt: 2_000 }, 'page of two')
    await database.deleteMessage(one.conversationId, one.answerId, 3_000)
    await database.hideConversation(two.conversationId, 3_000)
    expect(await textsFound(database, 'page')).toEqual(['one page'])
    expect((await search(database, 'two')).titles).toEqual([])
    await database.restoreMessage(one.conversationId, one.answerId)
    await database.restoreConversation(two.conversationId)
    expect(await textsFound(database, 'page')).toHaveLength(4)
  })

  it('finds versions that are not shown', async () => {
    const database = await temporaryProfile().open()
    const { answerId, conversationId } = await answeredTurn(database, {}, 'the albatross')
    const newAnswerId = newMessageId()
    const answer = {
      conversationId,
      answerId,
      newAnswerId,
      modelId: starter,
      modelName: 'Starter',
      createdAt: 5_000,
    }
    await database.startAnswer(answer)
    await complete(database, newAnswerId, 'the tern')
    expect((await search(database, 'albatross')).hits.map(({ messageId }) => messageId)).toEqual([answerId])
  })

  it('passes role, model, folder (with those in it) and times through its filters', async () => {
    const database = await temporaryProfile().open()
    const one = await answeredTurn(database, { text: 'page one', createdAt: 1_000 }, 'page of one')
    await answeredTurn(
      database,
      { text: 'page two', createdAt: 2_000, modelId: otherModel, modelName: 'Other' },
      'page of two',
    )
    const [outer, inner] = [folderId.parse(randomUUID()), folderId.parse(randomUUID())]
    await database.addFolder({ id: outer, name: 'Outer', parentId: null, createdAt: 1 })
    await database.addFolder({ id: inner, name: 'Inner', parentId: outer, createdAt: 1 })
    await database.setConversationFolder(one.conversationId, inner)
    const withFilter = (change: Partial<typeof filters> | object) =>
      textsFound(database, 'page', { filters: { ...filters, ...change } })
    expect(await withFilter({ role: 'user' })).toEqual(['page two', 'page one'])
    expect(await withFilter({ modelId: otherModel })).toEqual(['page of two'])
    expect(await withFilter({ folderId: outer })).toEqual(['page of one', 'page one'])
    expect(await withFilter({ folderId: inner, role: 'assistant' })).toEqual(['page of one'])
    expect(await withFilter({ from: 2_000 })).toEqual(['page of two', 'page two'])
    expect(await withFilter({ before: 2_000 })).toEqual(['page of one', 'page one'])
    expect(await database.answerModels()).toEqual([
      { id: otherModel, name: 'Other' },
      { id: starter, name: 'Starter' },
    ])
    const unknown = { ...filters, folderId: folderId.parse(randomUUID()) }
    await expect(search(database, 'page', { filters: unknown })).rejects.toMatchObject({
      code: 'FOLDER_NOT_FOUND',
    })
  })

  it('goes through all pages without losing or repeating a hit, in both orders', async () => {
    const database = await temporaryProfile().open()
    for (let at = 1; at <= 12; at += 1) {
      await answeredTurn(
        database,
        { text: `page ${'page '.repeat(at % 4)}`, createdAt: at * 1_000 },
        `page ${at}`,
      )
    }
    for (const order of ['newest', 'best'] as const) {
      const found: MessageId[] = []
      let cursor: string | null = null
      do {
        const page = await search(database, 'page', { order, cursor, limit: 5 })
        found.push(...page.hits.map(({ messageId }) => messageId))
        cursor = page.nextCursor
        // What is written meanwhile belongs to the next search.
        await answeredTurn(database, { text: 'another', createdAt: 900_000 }, 'page page page')
      } while (cursor !== null)
      expect(new Set(found).size).toBe(found.length)
      expect(found.length).toBeGreaterThanOrEqual(24)
    }
  })

  it('puts the best first: more of it, in fewer words, whole words before beginnings', async () => {
    const database = await temporaryProfile().open()
    const texts = [
      'a pageant of something',
      'page page page',
      `one page in ${'many words '.repeat(50)}`,
      'a page of it',
    ]
    for (const [index, text] of texts.entries()) {
      await answeredTurn(database, { text, createdAt: index * 1_000 }, 'nothing')
    }
    const found = await textsFound(database, 'page', { order: 'best' })
    expect(found.map((text) => text.slice(0, 8))).toEqual(['page pag', 'a page o', 'a pagean', 'one page'])
  })

  it.each([
    '', ' ', '"', '""', '"""', "'", '`', '(', ')', '*', '^', ':', '-', '+', 'AND', 'OR', 'NOT', 'NEAR', 'NEAR(',
    'a AND', 'NOT a', '"a', 'a"b', 'words:page', '{words}:page', '-page', '^page', 'page*', '**', 'a OR (b', '\\', '\\"',
    ';--', "'; DROP TABLE messages; --", '%', '_', '\0', '\0page', '\uD800', 'page\uDC00', '\u202Epage', '👍', '👩‍👩‍👧', '🇩🇪',
    '北', '北京"', 'ไ', 'ก็', '\u0301', 'a'.repeat(200), '"'.repeat(200), '* '.repeat(100), 'a '.repeat(100), '北'.repeat(200),
    '\u{1F468}\u200D'.repeat(40), '𝒳', '\uFFFF', '\u{10FFFF}', '%00', '${x}', '<mark>', '-- ', '/* */', 'rowid:1', 'rank',
  ])('never fails, whatever is typed: %j', async (typed) => {
    const database = await temporaryProfile().open()
    const { conversationId } = await answeredTurn(database, { text: `a page ${typed}` }, 'NEAR AND OR 北京 👍')
    for (const order of ['newest', 'best'] as const) {
      const { hits, nextCursor } = await search(database, typed, { order })
      expect(hits.length).toBeLessThanOrEqual(2)
      expect(nextCursor).toBeNull()
    }
    await database.searchConversation(conversationId, typed)
  }) // prettier-ignore

  it('refuses a cursor that is none of its own', async () => {
    const database = await temporaryProfile().open()
    for (const cursor of ['', 'x', '!!!', Buffer.from('1.2.3').toString('base64url')]) {
      await expect(search(database, 'page', { cursor })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    }
  })

  it('ends early where a filter lets almost nothing through, and goes on from there', async () => {
    const profile = temporaryProfile()
    const database = await profile.open()
    const rare = turn({ text: 'a page by the other', createdAt: 1, modelId: otherModel, modelName: 'Other' })
    const { answerId, conversationId } = await database.startTurn(rare)
    await complete(database, answerId, 'the rare page')
    const db = openConnection(profile)
    db.transaction(() => {
      const insert = db.prepare(
        `INSERT INTO messages (id, conversation_key, parent_key, time_key, depth, role, shown, state, created_at, text)
         SELECT ?, key, -key, ?, 0, 'user', 0, 'complete', 5, 'page' FROM conversations WHERE id = ?`,
      )
      for (let index = 0; index < 10_001; index += 1)
        insert.run(randomUUID(), 10_000_000 + index, conversationId)
    })()
    db.close()
    const narrow = { filters: { ...filters, modelId: otherModel } }
    const first = await search(database, 'page', narrow)
    expect(first).toMatchObject({ hits: [], complete: false })
    const second = await search(database, 'page', { ...narrow, cursor: first.nextCursor })
    expect(second.hits.map(({ messageId }) => messageId)).toEqual([answerId])
    expect(second).toMatchObject({ complete: true, nextCursor: null })
  })
})

describe('finding inside of a chat', () => {
  it('finds the messages of the path that is shown, oldest first, and none of other chats or versions', async () => {
    const database = await temporaryProfile().open()
    const { answerId, conversationId } = await answeredTurn(
      database,
      { text: 'page one', createdAt: 1_000 },
      'page a',
    )
    await answeredTurn(database, { text: 'another page', createdAt: 1_500 }, 'page of another chat')
    const later = await answeredTurn(database, { conversationId, text: 'no', createdAt: 2_000 }, 'last page')
    const first = (await database.lastMessages(conversationId, 10)).messages[0]?.id
    expect(await database.searchConversation(conversationId, 'pag')).toEqual({
      messageIds: [first, answerId, later.answerId],
      complete: true,
    })
    const newAnswerId = newMessageId()
    const other = {
      conversationId,
      answerId,
      newAnswerId,
      modelId: starter,
      modelName: 'Starter',
      createdAt: 5_000,
    }
    await database.startAnswer(other)
    await complete(database, newAnswerId, 'something else')
    expect((await database.searchConversation(conversationId, 'page')).messageIds).toEqual([first])
  })
})
