import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openConnection } from '../../electron/core/database/connection.ts'
import { defaultPreferences } from '../../electron/core/database/preferences.ts'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import {
  answeredTurn,
  complete,
  newConversationId,
  newMessageId,
  otherModel,
  starter,
  temporaryProfile,
  textsOf,
  turn,
} from './temporaryProfile.ts'

const open = () => temporaryProfile().open()
const notFound = { code: 'CONVERSATION_NOT_FOUND' }

async function allTitles(database: ProfileDatabase, limit: number): Promise<readonly string[]> {
  const titles: string[] = []
  let cursor: string | null = null
  do {
    const page = await database.listConversations({ kind: 'recent' }, cursor, limit)
    titles.push(...page.conversations.map(({ title }) => title))
    cursor = page.nextCursor
  } while (cursor !== null)
  return titles
}

describe('the list of conversations', () => {
  it('is newest first and pages without gap or repetition where times are equal', async () => {
    const database = await open()
    for (const [index, createdAt] of [5, 9, 5, 5, 1, 9].entries()) {
      await answeredTurn(database, { text: `c${index}`, createdAt })
    }
    const expected = ['c5', 'c1', 'c3', 'c2', 'c0', 'c4']
    for (const limit of [1, 2, 3, 6, 50]) expect(await allTitles(database, limit)).toEqual(expected)
    expect((await database.listConversations({ kind: 'recent' }, null, 6)).nextCursor).toBeNull()
  })

  it.each(['', 'x', 'MTIz', '-1', Buffer.from('1.2; DROP').toString('base64url')])(
    'refuses the cursor %j, which it never gave',
    async (cursor) => {
      const refusal = { code: 'INVALID_INPUT', data: { field: 'cursor' } }
      await expect((await open()).listConversations({ kind: 'recent' }, cursor, 5)).rejects.toMatchObject(
        refusal,
      )
    },
  )

  it('moves a conversation up when something is written in it, but not for a draft, a title or a model', async () => {
    const database = await open()
    const { conversationId } = await answeredTurn(database, { text: 'older', createdAt: 1 })
    await answeredTurn(database, { text: 'newer', createdAt: 2 })
    await database.saveDraft(conversationId, 'draft')
    await database.setConversationModel(conversationId, otherModel)
    await database.renameConversation(conversationId, 'renamed')
    expect(await allTitles(database, 5)).toEqual(['newer', 'renamed'])
    await answeredTurn(database, { conversationId, createdAt: 3 })
    expect(await allTitles(database, 5)).toEqual(['renamed', 'newer'])
  })
})

describe('a hidden conversation', () => {
  it('is found by nothing but restore, and comes back whole', async () => {
    const database = await open()
    const question = turn()
    const { conversationId, answerId } = await database.startTurn(question)
    await complete(database, answerId, 'answer')
    await database.saveDraft(conversationId, 'draft')
    const before = await database.lastMessages(conversationId, 10)
    await database.hideConversation(conversationId, 10)
    const newAnswerId = newMessageId()
    const answer = { conversationId, answerId, newAnswerId, modelId: starter, modelName: 'S', createdAt: 1 }
    const attempts = [
      database.conversation(conversationId),
      database.lastMessages(conversationId, 1),
      database.messagesBefore(conversationId, answerId, 1),
      database.renameConversation(conversationId, 'x'),
      database.setConversationModel(conversationId, starter),
      database.hideConversation(conversationId, 11),
      database.showMessage(conversationId, answerId),
      database.draft(conversationId),
      database.saveDraft(conversationId, 'x'),
      database.startTurn(turn({ conversationId })),
      database.startTurn(question),
      database.startAnswer(answer),
    ]
    for (const attempt of attempts) await expect(attempt).rejects.toMatchObject(notFound)
    expect(await allTitles(database, 5)).toEqual([])
    expect(await database.conversations([conversationId])).toEqual([])
    expect(await database.conversationOf(answerId)).toBeNull()
    await database.restoreConversation(conversationId)
    expect(await database.lastMessages(conversationId, 10)).toEqual(before)
    expect(await database.draft(conversationId)).toBe('draft')
    expect(await database.conversationOf(answerId)).toBe(conversationId)
  })

  it('can still end the answer that was being written', async () => {
    const database = await open()
    const { conversationId, answerId } = await database.startTurn(turn())
    await database.hideConversation(conversationId, 10)
    await database.checkpointAnswer(answerId, 0, 'go')
    await complete(database, answerId, 'gone on')
    await database.restoreConversation(conversationId)
    expect((await textsOf(database, conversationId))[1]).toBe('gone on')
  })

  it('is deleted for good after its time, with every row', async () => {
    const profile = temporaryProfile()
    const database = await profile.open()
    const first = await answeredTurn(database)
    const streaming = await database.startTurn(turn({ conversationId: first.conversationId }))
    await database.checkpointAnswer(streaming.answerId, 0, 'chunk')
    await database.saveDraft(first.conversationId, 'draft')
    const later = await answeredTurn(database)
    const kept = await answeredTurn(database, { text: 'kept' })
    await database.hideConversation(first.conversationId, 10)
    await database.hideConversation(later.conversationId, 20)
    expect(await database.deleteHidden(10)).toBe(0)
    expect(await database.deleteHidden(15)).toBe(1)
    await expect(database.restoreConversation(first.conversationId)).rejects.toMatchObject(notFound)
    await database.restoreConversation(later.conversationId)
    expect(await database.conversationOf(kept.answerId)).toBe(kept.conversationId)
    await database.close()
    expect(readdirSync(profile.folder)).toEqual(['confab.db'])
    const db = openConnection(profile)
    const counts = ['conversations', 'messages', 'answer_chunks', 'drafts'].map((table) =>
      db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
    )
    // Each conversation has a root besides its messages.
    expect(counts).toEqual([2, 6, 0, 0])
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    db.close()
  })
})

describe('drafts', () => {
  it('survive closing, one for each conversation and one for the new chat', async () => {
    const profile = temporaryProfile()
    const database = await profile.open()
    const { conversationId } = await answeredTurn(database)
    await database.saveDraft(null, 'first')
    await database.saveDraft(null, 'half a thought')
    await database.saveDraft(conversationId, 'other')
    await database.close()
    const reopened = await profile.open()
    expect(await reopened.draft(null)).toBe('half a thought')
    expect(await reopened.draft(conversationId)).toBe('other')
    await reopened.saveDraft(null, '')
    expect(await reopened.draft(null)).toBe('')
    await expect(reopened.draft(newConversationId())).rejects.toMatchObject(notFound)
    await expect(reopened.saveDraft(newConversationId(), '')).rejects.toMatchObject(notFound)
  })
})

describe('preferences', () => {
  const defaults = defaultPreferences

  it('begin with the defaults, change one by one and survive closing', async () => {
    const profile = temporaryProfile()
    const database = await profile.open()
    expect(await database.preferences()).toEqual(defaults)
    await database.updatePreferences({ theme: 'dark' })
    const changed = await database.updatePreferences({ timeZone: 'Asia/Karachi', lockAfterMinutes: 5 })
    expect(changed).toEqual({ ...defaults, theme: 'dark', timeZone: 'Asia/Karachi', lockAfterMinutes: 5 })
    await database.close()
    expect(await (await profile.open()).preferences()).toEqual(changed)
  })

  it('fall back to the default one by one where a stored value is no longer understood', async () => {
    const profile = temporaryProfile()
    const database = await profile.open()
    await database.updatePreferences({ theme: 'dark', lockAfterMinutes: 5, timeZone: 'Asia/Karachi' })
    await database.close()
    const db = openConnection(profile)
    const store = db.prepare('INSERT OR REPLACE INTO preferences VALUES (?, ?)')
    const strange = { theme: '"sepia"', lockAfterMinutes: '{oops', fontSize: '12', timeFormat: 'null' }
    for (const [name, value] of Object.entries(strange)) store.run(name, value)
    db.close()
    const preferences = await (await profile.open()).preferences()
    expect(preferences).toEqual({ ...defaults, timeZone: 'Asia/Karachi' })
  })
})
