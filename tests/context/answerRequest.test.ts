import { describe, expect, it } from 'vitest'
import { answerRequest } from '../../electron/core/chat/answerRequest.ts'
import { modelLimits, type ModelLimits } from '../../electron/core/context/modelLimits.ts'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import type { ConversationId } from '../../shared/contract/base.ts'
import type { LocalModelManifest } from '../../shared/inference.ts'
import { temporaryProfile } from '../database/temporaryProfile.ts'
import { end, remoteModel, remoteTurn } from '../usage/usageTest.ts'

const unlimited: ModelLimits = { limitTokens: null, inputTokens: null, newestOnly: false }
const settings = { systemPrompt: 'Be brief.', parameters: {}, contextMessages: 6 }

/** A chat of so many answered questions, and one that is to be answered. */
async function chat(database: ProfileDatabase, turns: number) {
  let conversationId: ConversationId | null = null
  for (let number = 1; number <= turns; number += 1) {
    const started = await database.startTurn(
      remoteTurn({ conversationId, settings, text: `Question ${number}` }),
    )
    conversationId = started.conversationId
    await end(database, started.answerId, { text: `Answer ${number}` })
  }
  return database.startTurn(remoteTurn({ conversationId, settings, text: 'The last question' }))
}

async function textsSent(turns: number, limits: ModelLimits): Promise<readonly string[]> {
  const database = await temporaryProfile().open()
  const { answerId, conversationId } = await chat(database, turns)
  const asked = { conversationId, answerId, modelId: remoteModel, textSoFar: '' }
  const { request } = await answerRequest({ database, limitsOf: async () => limits }, asked)
  expect(request.systemPrompt).toBe('Be brief.')
  return request.messages.map(({ text }) => text)
}

describe('the request for an answer', () => {
  it('takes as many messages along as the chat says', async () => {
    expect(await textsSent(5, unlimited)).toEqual([
      'Question 4',
      'Answer 4',
      'Question 5',
      'Answer 5',
      'The last question',
    ])
  })

  it('takes the whole of a short chat along', async () => {
    expect(await textsSent(1, unlimited)).toEqual(['Question 1', 'Answer 1', 'The last question'])
  })

  it('takes what fits the model along', async () => {
    expect(await textsSent(5, { ...unlimited, inputTokens: 26 })).toEqual([
      'Question 5',
      'Answer 5',
      'The last question',
    ])
    expect(await textsSent(5, { ...unlimited, newestOnly: true })).toEqual(['The last question'])
  })

  it('ends with the answer that is gone on with', async () => {
    const database = await temporaryProfile().open()
    const { answerId, conversationId } = await chat(database, 4)
    await end(database, answerId, { text: 'Half an', finishReason: 'length' })
    await database.continueAnswer(conversationId, answerId, 5_000)
    const asked = { conversationId, answerId, modelId: remoteModel, textSoFar: 'Half an' }
    const { request } = await answerRequest({ database, limitsOf: async () => unlimited }, asked)
    expect(request.messages.map(({ role, text }) => `${role}: ${text}`)).toEqual([
      'user: Question 3',
      'assistant: Answer 3',
      'user: Question 4',
      'assistant: Answer 4',
      'user: The last question',
      'assistant: Half an',
    ])
  })
})

describe('how much a model reads', () => {
  const manifest: LocalModelManifest = {
    name: 'Test',
    description: '',
    task: 'text-generation',
    dtype: 'q8',
    prompt: 'chat-template',
    contextTokens: 2_048,
    maxNewTokens: 256,
  }
  const known = (contextTokens: number | null, local: LocalModelManifest | null = null) => ({
    local: { find: async () => (local ? { folder: '', manifest: local, name: 'Test' } : null) },
    remote: async () => [
      {
        id: remoteModel,
        name: 'Fake',
        description: '',
        bundled: false,
        connectionId: null,
        accepts: null,
        contextTokens,
      },
    ],
  })
  const local = 'local:test' as typeof remoteModel

  it('leaves room for the answer where both share it', async () => {
    expect(await modelLimits(known(8_192), remoteModel, {})).toMatchObject({ inputTokens: 6_144 })
    expect(await modelLimits(known(8_192), remoteModel, { maxTokens: 500 })).toMatchObject({
      limitTokens: 8192,
      inputTokens: 7692,
    })
    expect(await modelLimits(known(128_000), remoteModel, {})).toMatchObject({ inputTokens: 123_904 })
    expect(await modelLimits(known(null, manifest), local, {})).toMatchObject({
      limitTokens: 2048,
      inputTokens: 1792,
      newestOnly: false,
    })
  })

  it('is not known of a model that no list has, or whose provider does not say', async () => {
    expect(await modelLimits(known(null), remoteModel, {})).toEqual(unlimited)
    expect(await modelLimits(known(null), local, {})).toEqual(unlimited)
  })

  it('is the newest message alone for a model that was made so', async () => {
    const only = { ...manifest, prompt: 'last-message' } as const
    expect(await modelLimits(known(null, only), local, {})).toMatchObject({ newestOnly: true })
  })
})
