import { describe, expect, it } from 'vitest'
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

describe('startTurn', () => {
  it('writes the message and an empty answer to it, with a title of five words', async () => {
    const database = await open()
    const first = turn({ text: 'one two three four five six', createdAt: 7 })
    const { conversationId, answerId, started } = await database.startTurn(first)
    expect(started).toBe(true)
    expect(await database.conversation(conversationId)).toEqual({
      id: conversationId,
      title: 'one two three four five',
      createdAt: 7,
      updatedAt: 7,
      modelId: starter,
      pinned: false,
      archived: false,
      folderId: null,
      endedAt: null,
    })
    const alone = { index: 1, count: 1, previousId: null, nextId: null }
    const both = {
      ...uncounted,
      createdAt: 7,
      finishedAt: null,
      errorCode: null,
      correctedAt: null,
      version: alone,
    }
    expect(await database.lastMessages(conversationId, 10)).toEqual({
      hasEarlier: false,
      hasLater: false,
      messages: [
        {
          ...both,
          id: first.messageId,
          parentId: null,
          role: 'user',
          text: first.text,
          state: 'complete',
          modelId: null,
          modelName: null,
          depth: 0,
        },
        {
          ...both,
          id: answerId,
          parentId: first.messageId,
          role: 'assistant',
          text: '',
          state: 'streaming',
          modelId: starter,
          modelName: 'Starter',
          depth: 1,
        },
      ],
    })
  })

  it('changes nothing when a window repeats a call whose answer got lost, also after reopening', async () => {
    const profile = temporaryProfile()
    const database = await profile.open()
    const first = turn()
    const { conversationId, answerId } = await database.startTurn(first)
    await complete(database, answerId, 'done')
    const newAnswerId = newMessageId()
    const again = { conversationId, answerId, newAnswerId, modelId: starter, modelName: 'S', createdAt: 3 }
    await database.startAnswer(again)
    await database.close()
    const reopened = await profile.open()
    const repeated = { conversationId, answerId, started: false }
    expect(await reopened.startTurn(first)).toEqual(repeated)
    expect(await reopened.startAnswer(again)).toEqual({ ...repeated, answerId: newAnswerId })
    expect((await reopened.listConversations({ kind: 'recent' }, null, 10)).conversations).toHaveLength(1)
    expect(await textsOf(reopened, conversationId)).toHaveLength(2)
  })

  it('continues at the head and takes the model of the last message', async () => {
    const database = await open()
    const { conversationId } = await answeredTurn(database, {}, 'first answer')
    await answeredTurn(
      database,
      { conversationId, text: 'more', modelId: otherModel, createdAt: 9000 },
      'second',
    )
    expect(await textsOf(database, conversationId)).toEqual([
      'What is a page?',
      'first answer',
      'more',
      'second',
    ])
    expect(await database.conversation(conversationId)).toMatchObject({
      modelId: otherModel,
      updatedAt: 9000,
    })
  })

  it('clears the draft it was written in and no other', async () => {
    const database = await open()
    const { conversationId } = await answeredTurn(database)
    await database.saveDraft(null, 'new chat')
    await database.saveDraft(conversationId, 'in chat')
    await answeredTurn(database, { conversationId })
    expect([await database.draft(null), await database.draft(conversationId)]).toEqual(['new chat', ''])
    await database.saveDraft(conversationId, 'in chat')
    await answeredTurn(database)
    expect([await database.draft(null), await database.draft(conversationId)]).toEqual(['', 'in chat'])
  })

  it('refuses while an answer is being written, also when another version is shown', async () => {
    const database = await open()
    const { conversationId, answerId } = await answeredTurn(database)
    const newAnswerId = newMessageId()
    const regenerate = {
      conversationId,
      answerId,
      newAnswerId,
      modelId: starter,
      modelName: 'S',
      createdAt: 3,
    }
    await database.startAnswer(regenerate)
    const running = { code: 'ANSWER_RUNNING' }
    await expect(database.startTurn(turn({ conversationId }))).rejects.toMatchObject(running)
    const another = { ...regenerate, newAnswerId: newMessageId() }
    await expect(database.startAnswer(another)).rejects.toMatchObject(running)
    await database.showMessage(conversationId, answerId)
    await expect(database.startTurn(turn({ conversationId }))).rejects.toMatchObject(running)
    await complete(database, newAnswerId, 'other')
    expect((await database.startTurn(turn({ conversationId }))).started).toBe(true)
  })

  it('refuses a conversation that does not exist', async () => {
    const database = await open()
    const lost = database.startTurn(turn({ conversationId: newConversationId() }))
    await expect(lost).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' })
  })
})

describe('startAnswer', () => {
  const regenerate = { modelId: otherModel, modelName: 'Other', createdAt: 5000 }

  it('adds a sibling, shows it, counts as the newest message and sets the model', async () => {
    const database = await open()
    const { conversationId, answerId } = await answeredTurn(database)
    const newAnswerId = newMessageId()
    await database.startAnswer({ conversationId, answerId, newAnswerId, ...regenerate })
    const { messages } = await database.lastMessages(conversationId, 10)
    expect(messages.at(-1)).toMatchObject({
      id: newAnswerId,
      modelName: 'Other',
      version: { index: 2, count: 2, previousId: answerId, nextId: null },
    })
    const after = { updatedAt: 5000, modelId: otherModel }
    expect(await database.conversation(conversationId)).toMatchObject(after)
  })

  it('refuses what is not an answer of that conversation', async () => {
    const database = await open()
    const question = turn()
    const { conversationId, answerId } = await database.startTurn(question)
    await complete(database, answerId, 'done')
    const other = await answeredTurn(database)
    const newAnswerId = newMessageId()
    for (const wrong of [question.messageId, other.answerId, newMessageId()]) {
      const attempt = database.startAnswer({ conversationId, answerId: wrong, newAnswerId, ...regenerate })
      await expect(attempt).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' })
    }
    const taken = { conversationId, answerId, newAnswerId: other.answerId, ...regenerate }
    await expect(database.startAnswer(taken)).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' })
  })
})
