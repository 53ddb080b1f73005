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
  expect(messages[0]).toMatchObject({ state: 'interrupted', text: 'A page is', reasoning: 'Hm. ' })
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
