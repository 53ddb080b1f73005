import { describe, expect, it } from 'vitest'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import type { ConversationId, MessageId } from '../../shared/contract/base.ts'
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
  uncounted,
} from './temporaryProfile.ts'

const open = () => temporaryProfile().open()
const model = { modelId: otherModel, modelName: 'Other', createdAt: 5_000 }
const notFound = { code: 'MESSAGE_NOT_FOUND' }
const running = { code: 'ANSWER_RUNNING' }

async function lastId(database: ProfileDatabase, id: ConversationId, back = 1) {
  const { messages } = await database.lastMessages(id, 200)
  return messages.at(-back)?.id ?? newMessageId()
}

describe('startEdit', () => {
  it('puts another first message beside the first, with the path below each kept', async () => {
    const database = await open()
    const first = turn({ text: 'wrong' })
    const { conversationId, answerId } = await database.startTurn(first)
    await complete(database, answerId, 'answer to wrong')
    await answeredTurn(database, { conversationId, text: 'more' }, 'more of it')
    const newId = newMessageId()
    const edit = { ...model, conversationId, messageId: first.messageId, newMessageId: newId, text: 'right' }
    const edited = await database.startEdit(edit)
    await complete(database, edited.answerId, 'answer to right')
    expect(await textsOf(database, conversationId)).toEqual(['right', 'answer to right'])
    const { messages } = await database.lastMessages(conversationId, 10)
    const version = { index: 2, count: 2, previousId: first.messageId, nextId: null }
    expect(messages[0]).toMatchObject({ parentId: null, depth: 0, version })
    await database.showMessage(conversationId, first.messageId)
    expect(await textsOf(database, conversationId)).toEqual([
      'wrong',
      'answer to wrong',
      'more',
      'more of it',
    ])
  })

  it('changes nothing when its call is repeated, and refuses an answer, a stranger and a running chat', async () => {
    const database = await open()
    const first = turn()
    const { conversationId, answerId } = await database.startTurn(first)
    const newId = newMessageId()
    const edit = { ...model, conversationId, messageId: first.messageId, newMessageId: newId, text: 'again' }
    await expect(database.startEdit(edit)).rejects.toMatchObject(running)
    await complete(database, answerId, 'done')
    for (const wrong of [answerId, newMessageId()]) {
      await expect(database.startEdit({ ...edit, messageId: wrong })).rejects.toMatchObject(notFound)
    }
    const started = await database.startEdit(edit)
    expect(await database.startEdit(edit)).toEqual({ ...started, started: false })
  })
})

describe('correctMessage', () => {
  it('keeps what was said before, so that it can be restored, and does nothing for the same text', async () => {
    const database = await open()
    const first = turn({ text: 'teh page' })
    const { conversationId, answerId } = await database.startTurn(first)
    await complete(database, answerId, 'A page.')
    const correct = (text: string, at: number) =>
      database.correctMessage(conversationId, first.messageId, { text, at })
    await correct('the page', 10)
    await correct('the page', 11)
    await correct('teh page', 12)
    const revisions = await database.messageRevisions(conversationId, first.messageId)
    expect(revisions).toEqual([
      { text: 'the page', replacedAt: 12 },
      { text: 'teh page', replacedAt: 10 },
    ])
    const { messages } = await database.lastMessages(conversationId, 2)
    expect(messages[0]).toMatchObject({ text: 'teh page', correctedAt: 12, version: { count: 1 } })
  })

  it('refuses an answer that is being written', async () => {
    const database = await open()
    const { conversationId, answerId } = await database.startTurn(turn())
    const attempt = database.correctMessage(conversationId, answerId, { text: 'x', at: 1 })
    await expect(attempt).rejects.toMatchObject(running)
  })
})

describe('deleteMessage', () => {
  it('takes what follows along in all versions, and brings it back the way it was', async () => {
    const database = await open()
    const { conversationId, answerId } = await answeredTurn(database, { text: 'q' }, 'a')
    const question = turn({ conversationId, text: 'more' })
    const below = await database.startTurn(question)
    await complete(database, below.answerId, 'one')
    const newAnswerId = newMessageId()
    await database.startAnswer({ conversationId, answerId: below.answerId, newAnswerId, ...model })
    await complete(database, newAnswerId, 'two')
    await database.showMessage(conversationId, below.answerId)
    const before = await database.lastMessages(conversationId, 10)
    const takes = { messages: 3, wholeConversation: false }
    expect(await database.deletionOfMessage(conversationId, question.messageId)).toEqual(takes)
    expect(await database.deleteMessage(conversationId, question.messageId, 9)).toEqual(takes)
    expect(await textsOf(database, conversationId)).toEqual(['q', 'a'])
    expect(await database.conversationOf(below.answerId)).toBeNull()
    for (const gone of [question.messageId, below.answerId]) {
      await expect(database.showMessage(conversationId, gone)).rejects.toMatchObject(notFound)
    }
    await database.restoreMessage(conversationId, question.messageId)
    expect(await database.lastMessages(conversationId, 10)).toEqual(before)
    await expect(database.restoreMessage(conversationId, answerId)).rejects.toMatchObject(notFound)
  })

  it('leaves the other versions, shows the one before it, and is over once its time is', async () => {
    const database = await open()
    const { conversationId, answerId } = await answeredTurn(database, { text: 'q' }, 'one')
    const newAnswerId = newMessageId()
    await database.startAnswer({ conversationId, answerId, newAnswerId, ...model })
    await complete(database, newAnswerId, 'two')
    await database.deleteMessage(conversationId, newAnswerId, 9)
    expect(await textsOf(database, conversationId)).toEqual(['q', 'one'])
    const { messages } = await database.lastMessages(conversationId, 1)
    expect(messages[0]?.version).toEqual({ index: 1, count: 1, previousId: null, nextId: null })
    expect(await database.deleteHidden(9)).toBe(0)
    expect(await database.deleteHidden(10)).toBe(1)
    await expect(database.restoreMessage(conversationId, newAnswerId)).rejects.toMatchObject(notFound)
  })

  it('takes the whole chat where nothing else is left', async () => {
    const database = await open()
    const first = turn()
    const { conversationId, answerId } = await database.startTurn(first)
    await complete(database, answerId, 'done')
    const all = { messages: 2, wholeConversation: true }
    expect(await database.deleteMessage(conversationId, first.messageId, 9)).toEqual(all)
    const gone = { code: 'CONVERSATION_NOT_FOUND' }
    await expect(database.conversation(conversationId)).rejects.toMatchObject(gone)
    await database.restoreConversation(conversationId)
    expect(await textsOf(database, conversationId)).toHaveLength(2)
  })

  it('leaves a question without an answer, which can be answered or followed', async () => {
    const database = await open()
    const question = turn({ text: 'q' })
    const { conversationId, answerId } = await database.startTurn(question)
    await complete(database, answerId, 'a')
    await answeredTurn(database, { conversationId, text: 'below' })
    const newAnswerId = newMessageId()
    await database.startFirstAnswer({ ...model, conversationId, messageId: question.messageId, newAnswerId })
    await complete(database, newAnswerId, 'c')
    await database.deleteMessage(conversationId, answerId, 9)
    await database.deleteMessage(conversationId, newAnswerId, 10)
    expect(await textsOf(database, conversationId)).toEqual(['q'])
    await answeredTurn(database, { conversationId, text: 'and' }, 'b')
    expect(await textsOf(database, conversationId)).toEqual(['q', 'and', 'b'])
    const again = { ...model, conversationId, messageId: question.messageId, newAnswerId: newMessageId() }
    await database.startFirstAnswer(again)
    const repeated = { answerId: again.newAnswerId, started: false }
    expect(await database.startFirstAnswer(again)).toMatchObject(repeated)
    await complete(database, again.newAnswerId, 'd')
    expect(await textsOf(database, conversationId)).toEqual(['q', 'd'])
    const asked = { ...again, messageId: await lastId(database, conversationId), newAnswerId: newMessageId() }
    await expect(database.startFirstAnswer(asked)).rejects.toMatchObject(notFound)
  })
})

describe('copyBranch', () => {
  it('copies the shown path to a message with its texts, times and revisions, and nothing else', async () => {
    const database = await open()
    const { conversationId, answerId } = await answeredTurn(database, { text: 'q', createdAt: 7 }, 'one')
    await database.correctMessage(conversationId, answerId, { text: 'one!', at: 8 })
    await answeredTurn(database, { conversationId, text: 'later' })
    const newId = newConversationId()
    await database.copyBranch(conversationId, answerId, { newId, at: 99 })
    await database.copyBranch(conversationId, answerId, { newId, at: 100 })
    expect(await textsOf(database, newId)).toEqual(['q', 'one!'])
    const copied = { title: 'q (copy)', createdAt: 99, modelId: starter }
    expect(await database.conversation(newId)).toMatchObject(copied)
    const { messages } = await database.lastMessages(newId, 10)
    expect(messages.map(({ createdAt }) => createdAt)).toEqual([7, 7])
    const copy = messages[1]?.id ?? newMessageId()
    expect(copy).not.toBe(answerId)
    expect(await database.messageRevisions(newId, copy)).toEqual([{ text: 'one', replacedAt: 8 }])
    expect(await textsOf(database, conversationId)).toHaveLength(4)
  })

  it('numbers the copies, also those of copies, and never makes a title too long', async () => {
    const database = await open()
    const { conversationId, answerId } = await answeredTurn(database, { text: 'q' })
    const titles: string[] = []
    async function copyOf(id: ConversationId, messageId: MessageId) {
      const newId = newConversationId()
      await database.copyBranch(id, messageId, { newId, at: 1 })
      titles.push((await database.conversation(newId)).title)
      const last = (await database.lastMessages(newId, 1)).messages[0]
      return { id: newId, messageId: last?.id ?? messageId }
    }
    const copy = await copyOf(conversationId, answerId)
    await copyOf(copy.id, copy.messageId)
    await copyOf(conversationId, answerId)
    expect(titles).toEqual(['q (copy)', 'q (copy 2)', 'q (copy 3)'])
    await database.renameConversation(conversationId, '\u{1f600}'.repeat(100))
    await copyOf(conversationId, answerId)
    await copyOf(conversationId, answerId)
    expect(titles.slice(3)).toEqual([
      `${'\u{1f600}'.repeat(96)} (copy)`,
      `${'\u{1f600}'.repeat(95)} (copy 2)`,
    ])
  })
})

describe('a chat that has ended', () => {
  it('is gone on with in a new one until it is reopened, and loses its draft to it', async () => {
    const database = await open()
    const { conversationId } = await answeredTurn(database, { text: 'old' })
    await database.saveDraft(conversationId, 'half')
    expect(await database.markConversation(conversationId, 'ended', 50)).toMatchObject({ endedAt: 50 })
    expect(await database.markConversation(conversationId, 'ended', 60)).toMatchObject({ endedAt: 50 })
    const next = await answeredTurn(database, { conversationId, text: 'new' })
    expect(next.conversationId).not.toBe(conversationId)
    expect(await database.draft(conversationId)).toBe('')
    expect(await textsOf(database, conversationId)).toHaveLength(2)
    await database.markConversation(conversationId, 'ended', null)
    expect((await answeredTurn(database, { conversationId })).conversationId).toBe(conversationId)
  })

  it('is reopened by another version or answer in it, and stays ended where that is refused', async () => {
    const database = await open()
    const given = turn({ text: 'old' })
    const { answerId, conversationId } = await database.startTurn(given)
    const half = { ...uncounted, text: 'half', state: 'stopped', errorCode: null, finishedAt: 9 } as const
    const stop = (id: MessageId) => database.finishAnswer({ ...half, answerId: id })
    await stop(answerId)
    const asked = { ...model, conversationId }
    const at = (id: MessageId) => ({ ...asked, newAnswerId: id })
    const ways: ((id: MessageId) => Promise<unknown>)[] = [
      (id) => database.startAnswer({ ...at(id), answerId }),
      (id) => database.startFirstAnswer({ ...at(id), messageId: given.messageId }),
      (id) => database.startEdit({ ...asked, messageId: given.messageId, newMessageId: id, text: 'new' }),
      async () => database.continueAnswer(conversationId, await lastId(database, conversationId), 70),
    ]
    for (const way of ways) {
      await database.markConversation(conversationId, 'ended', 50)
      await way(newMessageId())
      expect(await database.conversation(conversationId)).toMatchObject({ endedAt: null })
      await database.markConversation(conversationId, 'ended', 50)
      await expect(way(newMessageId())).rejects.toMatchObject({ code: 'ANSWER_RUNNING' })
      expect(await database.conversation(conversationId)).toMatchObject({ endedAt: 50 })
      await stop(await lastId(database, conversationId))
    }
    expect(await database.conversation(conversationId)).toMatchObject({ endedAt: 50 })
  })
})
