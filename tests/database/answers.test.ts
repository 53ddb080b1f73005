import { describe, expect, it } from 'vitest'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import { join } from 'node:path'
import {
  answeredTurn,
  complete,
  copyAsKilled,
  newMessageId,
  temporaryProfile,
  textsOf,
  turn,
  uncounted,
} from './temporaryProfile.ts'

const open = () => temporaryProfile().open()

describe('an answer being written', () => {
  it('is read with the text kept so far, also where a checkpoint ends inside an emoji', async () => {
    const database = await open()
    const { conversationId, answerId } = await database.startTurn(turn())
    const text = 'Grüße\u0000 👋🏽!'
    const middle = text.indexOf('👋') + 1
    await database.checkpointAnswer(answerId, 0, text.slice(0, middle))
    await database.checkpointAnswer(answerId, middle, '')
    await database.checkpointAnswer(answerId, middle, text.slice(middle))
    expect((await textsOf(database, conversationId))[1]).toBe(text)
    await complete(database, answerId, text)
    expect((await textsOf(database, conversationId))[1]).toBe(text)
  })

  it('refuses a checkpoint that would leave a gap or write twice', async () => {
    const database = await open()
    const { conversationId, answerId } = await database.startTurn(turn())
    await database.checkpointAnswer(answerId, 0, 'abc')
    await expect(database.checkpointAnswer(answerId, 4, 'e')).rejects.toThrow(RangeError)
    await expect(database.checkpointAnswer(answerId, 0, 'abc')).rejects.toThrow(RangeError)
    expect((await textsOf(database, conversationId))[1]).toBe('abc')
  })

  it('keeps its first end', async () => {
    const database = await open()
    const { conversationId, answerId } = await database.startTurn(turn())
    const end = { ...uncounted, answerId, text: 'partial', finishedAt: 8 }
    await database.finishAnswer({ ...end, state: 'failed', errorCode: 'NO_FINISH' })
    await database.finishAnswer({ ...end, text: 'late', state: 'stopped', errorCode: null })
    await database.checkpointAnswer(answerId, 0, 'late')
    const { messages } = await database.lastMessages(conversationId, 1)
    const kept = { state: 'failed', errorCode: 'NO_FINISH', finishedAt: 8, text: 'partial' }
    expect(messages[0]).toMatchObject(kept)
  })

  it('is interrupted with its kept text after the process was killed', async () => {
    const profile = temporaryProfile()
    const database = await profile.open()
    const { conversationId, answerId } = await database.startTurn(turn())
    await database.checkpointAnswer(answerId, 0, 'I was about ')
    await database.checkpointAnswer(answerId, 12, 'to say')
    const empty = await database.startTurn(turn())
    const file = join(copyAsKilled(profile.folder), 'confab.db')
    const reopened = await openProfileDatabase({ file, dataKey: profile.dataKey })
    expect(await reopened.interruptUnfinished(99)).toBe(2)
    expect(await reopened.interruptUnfinished(100)).toBe(0)
    const { messages } = await reopened.lastMessages(conversationId, 1)
    expect(messages[0]).toMatchObject({ text: 'I was about to say', state: 'interrupted', finishedAt: 99 })
    expect(await textsOf(reopened, empty.conversationId)).toEqual(['What is a page?', ''])
    await reopened.close()
  })
})

describe('contextBefore', () => {
  it('gives the last messages before the answer on its own path, oldest first', async () => {
    const database = await open()
    const { conversationId } = await answeredTurn(database, { text: 'q0' }, 'a0')
    const second = await answeredTurn(database, { conversationId, text: 'q1' }, 'a1')
    await answeredTurn(database, { conversationId, text: 'q2' }, 'a2')
    const texts = async (limit: number) =>
      (await database.contextBefore(second.answerId, limit)).map(({ role, text }) => `${role} ${text}`)
    expect(await texts(20)).toEqual(['user q0', 'assistant a0', 'user q1'])
    expect(await texts(2)).toEqual(['assistant a0', 'user q1'])
  })

  it('leaves out what says nothing, without taking the place of what does', async () => {
    const database = await open()
    const { conversationId } = await answeredTurn(database, { text: 'q0' }, 'a0')
    const failed = await database.startTurn(turn({ conversationId, text: 'q1' }))
    const end = { ...uncounted, answerId: failed.answerId, text: '', finishedAt: 1 }
    await database.finishAnswer({ ...end, state: 'failed', errorCode: 'TOO_LONG' })
    const { answerId } = await database.startTurn(turn({ conversationId, text: 'q2' }))
    const prompt = await database.contextBefore(answerId, 3)
    expect(prompt.map(({ text }) => text)).toEqual(['a0', 'q1', 'q2'])
  })

  it('includes the text of an answer that was stopped', async () => {
    const database = await open()
    const stopped = await database.startTurn(turn({ text: 'q0' }))
    const end = { ...uncounted, answerId: stopped.answerId, text: 'half', finishedAt: 1, errorCode: null }
    await database.finishAnswer({ ...end, state: 'stopped' })
    const next = await database.startTurn(turn({ conversationId: stopped.conversationId, text: 'q1' }))
    const prompt = await database.contextBefore(next.answerId, 20)
    expect(prompt.map(({ text }) => text)).toEqual(['q0', 'half', 'q1'])
  })

  it('refuses what is not an answer', async () => {
    const database = await open()
    const question = turn()
    await database.startTurn(question)
    const refusal = { code: 'MESSAGE_NOT_FOUND' }
    await expect(database.contextBefore(question.messageId, 20)).rejects.toMatchObject(refusal)
    await expect(database.contextBefore(newMessageId(), 20)).rejects.toMatchObject(refusal)
  })
})
