import { expect, it } from 'vitest'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import type { StartedTurn } from '../../electron/core/database/records.ts'
import { temporaryProfile, turn, uncounted } from './temporaryProfile.ts'

/** A turn whose answer was cut by its longest length. */
async function cutAnswer(database: ProfileDatabase): Promise<StartedTurn> {
  const started = await database.startTurn(turn())
  await database.checkpointReasoning(started.answerId, 'Hm. ')
  await database.finishAnswer({
    ...uncounted,
    answerId: started.answerId,
    text: 'A page is',
    reasoning: 'Hm. ',
    state: 'complete',
    errorCode: null,
    finishReason: 'length',
    inputTokens: 5,
    outputTokens: 3,
    finishedAt: 2,
  })
  return started
}

it('goes on with an answer that was cut, from all it has', async () => {
  const database = await temporaryProfile().open()
  const { conversationId, answerId } = await cutAnswer(database)
  const content = await database.continueAnswer(conversationId, answerId, 3000)
  expect(content).toMatchObject({ text: 'A page is', reasoning: 'Hm. ', modelId: 'local:starter' })
  await database.checkpointAnswer(answerId, 'A page is'.length, ' a page.')
  const { messages } = await database.lastMessages(conversationId, 1)
  expect(messages[0]).toMatchObject({ state: 'streaming', text: 'A page is a page.', finishReason: null })
})

it('loses nothing of a cut answer when the process dies right after it was opened again', async () => {
  const profile = temporaryProfile()
  const database = await profile.open()
  const { conversationId, answerId } = await cutAnswer(database)
  await database.continueAnswer(conversationId, answerId, 3000)
  const next = await profile.open()
  await next.interruptUnfinished(9)
  const { messages } = await next.lastMessages(conversationId, 1)
  expect(messages[0]).toMatchObject({ state: 'complete', text: 'A page is', reasoning: 'Hm. ' })
})

it('refuses to go on with an answer that was not cut, or twice at a time', async () => {
  const database = await temporaryProfile().open()
  const { conversationId, answerId } = await cutAnswer(database)
  await database.continueAnswer(conversationId, answerId, 3000)
  await expect(database.continueAnswer(conversationId, answerId, 3000)).rejects.toMatchObject({
    code: 'ANSWER_RUNNING',
  })
  const end = {
    answerId,
    text: 'A page is a page.',
    state: 'complete',
    errorCode: null,
    finishedAt: 3,
  } as const
  await database.finishAnswer({ ...uncounted, ...end, finishReason: 'stop' })
  await expect(database.continueAnswer(conversationId, answerId, 3000)).rejects.toMatchObject({
    code: 'MESSAGE_NOT_FOUND',
  })
})

/** What is shown of the last answer. */
async function lastAnswer(database: ProfileDatabase, { conversationId }: StartedTurn) {
  return (await database.lastMessages(conversationId, 1)).messages[0]
}

const failure = {
  ...uncounted,
  text: 'A page is',
  reasoning: 'Hm. ',
  state: 'failed',
  errorCode: 'NO_QUOTA',
  finishedAt: 9,
} as const

it('leaves an answer that was cut as it was when nothing comes, so that it can be gone on with again', async () => {
  const profile = temporaryProfile()
  const database = await profile.open()
  const started = await cutAnswer(database)
  const { answerId, conversationId } = started
  const before = await lastAnswer(database, started)
  for (const state of ['failed', 'stopped'] as const) {
    await database.continueAnswer(conversationId, answerId, 3000)
    const errorCode = state === 'failed' ? 'NO_QUOTA' : null
    const ended = await database.finishAnswer({ ...failure, answerId, state, errorCode })
    expect(ended).toMatchObject({ state: 'complete', finishReason: 'length', finishedAt: 2, putBack: true })
    expect(await lastAnswer(database, started)).toEqual(before)
  }
  await database.continueAnswer(conversationId, answerId, 3000)
  const next = await profile.open()
  expect(await next.interruptUnfinished(9)).toBe(1)
  expect(await lastAnswer(next, started)).toEqual(before)
  // What was asked in vain is recorded as that.
  const states = (await next.requests(null, 9)).map(({ state }) => state)
  expect(states).toEqual(['interrupted', 'stopped', 'failed', 'complete'])
})

it('goes on with an answer that failed in the middle, and counts the tokens of all its parts', async () => {
  const database = await temporaryProfile().open()
  const started = await cutAnswer(database)
  const { answerId, conversationId } = started
  const go = () => database.continueAnswer(conversationId, answerId, 3000)
  await go()
  expect(await lastAnswer(database, started)).toMatchObject({ inputTokens: 5, outputTokens: 3 })
  await database.finishAnswer({ ...failure, answerId, text: 'A page is a', outputTokens: 2 })
  const broken = { state: 'failed', errorCode: 'NO_QUOTA', inputTokens: 5, outputTokens: 5 }
  expect(await lastAnswer(database, started)).toMatchObject(broken)
  expect(await go()).toMatchObject({ text: 'A page is a' })
  expect(await lastAnswer(database, started)).toMatchObject({ state: 'streaming', errorCode: null })
  const whole = {
    text: 'A page is a page.',
    state: 'complete',
    errorCode: null,
    finishReason: 'stop',
  } as const
  await database.finishAnswer({ ...failure, answerId, ...whole, inputTokens: 6, outputTokens: 2 })
  expect(await lastAnswer(database, started)).toMatchObject({ ...whole, inputTokens: 11, outputTokens: 7 })
  await expect(go()).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' })
})

it('goes on with nothing where no text came, or with an answer that is not the last', async () => {
  const database = await temporaryProfile().open()
  const { answerId, conversationId } = await database.startTurn(turn())
  await database.finishAnswer({ ...failure, answerId, text: '', reasoning: '' })
  const refusal = { code: 'MESSAGE_NOT_FOUND' }
  await expect(database.continueAnswer(conversationId, answerId, 3000)).rejects.toMatchObject(refusal)
  const second = await database.startTurn(turn({ conversationId }))
  await database.finishAnswer({ ...failure, answerId: second.answerId })
  const third = await database.startTurn(turn({ conversationId }))
  await database.finishAnswer({ ...failure, answerId: third.answerId })
  await expect(database.continueAnswer(conversationId, second.answerId, 3000)).rejects.toMatchObject(refusal)
})
