import { afterEach, describe, expect, it } from 'vitest'
import type { ProviderPart } from '../../electron/core/providers/provider.ts'
import { gemini, startFakeGemini } from '../fakes/fakeGemini.ts'
import { testKey } from '../fakes/fakeProtocol.ts'
import type { Fake } from '../fakes/fakeServer.ts'
import { askerOf, partsOf } from './asking.ts'

let fake: Fake
afterEach(() => fake.close())

describe('what Gemini answers', () => {
  async function answered(candidate: object, others: object = {}): Promise<readonly ProviderPart[]> {
    fake = await startFakeGemini()
    const response = { candidates: [{ content: { parts: [{ text: 'Half' }] }, ...candidate }], ...others }
    fake.answerWith(gemini.events(`data: ${JSON.stringify(response)}\n\n`))
    return partsOf(askerOf({ kind: 'gemini', baseUrl: fake.baseUrl }).provider)
  }

  it.each([
    ['SAFETY', 'ANSWER_BLOCKED'],
    ['PROHIBITED_CONTENT', 'ANSWER_BLOCKED'],
    ['IMAGE_SAFETY', 'ANSWER_BLOCKED'],
    ['IMAGE_PROHIBITED_CONTENT', 'ANSWER_BLOCKED'],
    ['RECITATION', 'ANSWER_RECITED'],
    ['IMAGE_RECITATION', 'ANSWER_RECITED'],
    ['LANGUAGE', 'LANGUAGE_UNSUPPORTED'],
    ['BLOCKLIST', 'ANSWER_FILTERED'],
    ['SPII', 'ANSWER_FILTERED'],
    ['MALFORMED_FUNCTION_CALL', 'PROVIDER_ERROR'],
    ['A_REASON_OF_NEXT_YEAR', 'PROVIDER_ERROR'],
  ])('ends for the reason that it gives, and says it: %s', async (finishReason, code) => {
    expect(await answered({ finishReason })).toEqual([
      { type: 'text', text: 'Half' },
      { type: 'error', code, details: finishReason },
    ])
  })

  it('ends with what was said of it, whether of the answer or of the question', async () => {
    const said = { finishReason: 'OTHER', finishMessage: `"Sorry", with ${testKey}.` }
    expect((await answered(said)).at(-1)).toMatchObject({ details: 'OTHER "Sorry", with •••.' })
    await fake.close()
    const promptFeedback = { blockReason: 'BLOCKLIST', blockReasonMessage: 'A word in it.' }
    expect((await answered({}, { promptFeedback })).at(-1)).toEqual({
      type: 'error',
      code: 'PROMPT_BLOCKED',
      details: 'BLOCKLIST A word in it.',
    })
  })

  it.each([
    ['STOP', { type: 'finish', reason: 'stop' }],
    ['MAX_TOKENS', { type: 'finish', reason: 'length' }],
    ['FINISH_REASON_UNSPECIFIED', { type: 'error', code: 'NO_FINISH' }],
    ['', { type: 'error', code: 'NO_FINISH' }],
    [null, { type: 'error', code: 'NO_FINISH' }],
  ])('ends well, by length or not at all where it says so: %s', async (finishReason, last) => {
    expect(await answered({ finishReason })).toEqual([{ type: 'text', text: 'Half' }, last])
  })

  it.each([
    [{ promptTokenCount: null, candidatesTokenCount: null }, []],
    [{ promptTokenCount: null, candidatesTokenCount: null, thoughtsTokenCount: null }, []],
    [{}, []],
    [{ promptTokenCount: 'many', candidatesTokenCount: -1 }, []],
    [
      { promptTokenCount: 7, candidatesTokenCount: null },
      [{ type: 'usage', inputTokens: 7, outputTokens: null }],
    ],
    [
      { promptTokenCount: null, candidatesTokenCount: null, thoughtsTokenCount: 3 },
      [{ type: 'usage', inputTokens: null, outputTokens: 3 }],
    ],
    [{ promptTokenCount: 0, candidatesTokenCount: 0 }, [{ type: 'usage', inputTokens: 0, outputTokens: 0 }]],
  ])('costs what was counted, and nothing is counted as null: %j', async (usageMetadata, expected) => {
    const parts = await answered({ finishReason: 'STOP' }, { usageMetadata })
    expect(parts.filter(({ type }) => type === 'usage')).toEqual(expected)
  })
})
