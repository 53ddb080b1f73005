import { afterEach, describe, expect, it } from 'vitest'
import type { ModelId } from '../../shared/contract/base.ts'
import { isRecord } from '../../electron/core/providers/remote/providerError.ts'
import { usualTimeouts } from '../../electron/core/providers/remote/timeouts.ts'
import { jsonAnswer, testKey, usualUsage } from '../fakes/fakeProtocol.ts'
import type { Fake } from '../fakes/fakeServer.ts'
import { startFakeGemini } from '../fakes/fakeGemini.ts'
import { openAi, startFakeOpenAi } from '../fakes/fakeOpenAi.ts'
import { askerOf, partsOf, protocols, question, textIn } from './asking.ts'

let fake: Fake
afterEach(() => fake.close())

const never = new AbortController().signal
const everything = { temperature: 0.5, topP: 0.9, topK: 40, maxTokens: 100, stop: ['1', '2', '3', '4', '5'] }
const goneOn = [
  { role: 'user', text: 'Count.' },
  { role: 'assistant', text: 'One, two' },
] as const

function bodyOf(index = 0): Readonly<Record<string, unknown>> {
  const body = fake.requests[index]?.body
  if (!isRecord(body)) throw new Error('no body')
  return body
}

describe.each(protocols)('a good answer of $kind', ({ kind, fake: protocol }) => {
  it('comes in its parts, with what it cost, and then its end', async () => {
    fake = await protocol.start()
    const { provider } = askerOf({ kind, baseUrl: fake.baseUrl })
    expect(await partsOf(provider)).toEqual([
      { type: 'text', text: 'Hello ' },
      { type: 'text', text: 'from ' },
      { type: 'text', text: 'the ' },
      { type: 'text', text: 'fake.' },
      { type: 'usage', ...usualUsage },
      { type: 'finish', reason: 'stop' },
    ])
  })

  it('can be asked for again and at the same time, each on its own connection', async () => {
    fake = await protocol.start()
    const { provider } = askerOf({ kind, baseUrl: fake.baseUrl })
    const answers = await Promise.all([partsOf(provider), partsOf(provider), partsOf(provider)])
    expect(answers.map((parts) => textIn(parts))).toEqual(Array(3).fill('Hello from the fake.'))
  })

  it('gives each part when it comes and not when the answer is whole', async () => {
    fake = await protocol.start()
    const { steps, ...rest } = protocol.events(protocol.text('First'))
    fake.answerWith({ ...rest, steps: [...steps, { hang: true }] })
    const { provider } = askerOf({ kind, baseUrl: fake.baseUrl })
    const first = await provider.stream(question(), never)[Symbol.asyncIterator]().next()
    expect(first.value).toEqual({ type: 'text', text: 'First' })
  })

  it('is not asked for without a key', async () => {
    fake = await protocol.start()
    const { provider } = askerOf({ kind, baseUrl: fake.baseUrl, apiKey: null })
    expect(await partsOf(provider)).toEqual([{ type: 'error', code: 'KEY_MISSING' }])
    expect(await provider.listModels(never)).toEqual({ models: [], problem: 'KEY_MISSING' })
    expect(fake.requests).toHaveLength(0)
  })

  it('is asked for again when the provider wants it, with the time of that', async () => {
    fake = await protocol.start()
    fake.answerWith(protocol.refusals.rateLimited, protocol.answer('Good.'))
    const { provider } = askerOf({ kind, baseUrl: fake.baseUrl })
    const before = Date.now()
    const [retrying] = await partsOf(provider)
    if (retrying?.type !== 'retrying') throw new Error('not asked again')
    expect(retrying.retryAt).toBeGreaterThanOrEqual(before + 30)
    expect(retrying.retryAt).toBeLessThan(before + 1_000)
  })

  it('is asked for again after one second where nothing is said of it', async () => {
    fake = await protocol.start()
    fake.answerWith(protocol.refusals.overloaded)
    const { provider } = askerOf({ kind, baseUrl: fake.baseUrl }, usualTimeouts)
    for await (const part of provider.stream(question(), never)) {
      if (part.type !== 'retrying') throw new Error('not asked again')
      expect(Math.ceil((part.retryAt - Date.now()) / 1_000)).toBe(1)
      break
    }
  })

  it('takes an extra header along', async () => {
    fake = await protocol.start()
    const { provider } = askerOf({ kind, baseUrl: fake.baseUrl, headers: { 'X-Team': 'blue' } })
    await partsOf(provider)
    expect(fake.requests[0]?.headers['x-team']).toBe('blue')
  })
})

describe('what Gemini is asked', () => {
  it('has the system prompt, the parameters and the turns in its own words', async () => {
    fake = await startFakeGemini()
    const { provider } = askerOf({ kind: 'gemini', baseUrl: `${fake.baseUrl}/v1beta/` })
    await partsOf(provider, question({ systemPrompt: 'Be brief.', parameters: everything, messages: goneOn }))
    expect(fake.requests[0]?.path).toBe('/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse')
    expect(bodyOf()).toMatchObject({
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      generationConfig: {
        temperature: 0.5,
        topP: 0.9,
        topK: 40,
        maxOutputTokens: 100,
        stopSequences: ['1', '2', '3', '4', '5'],
        thinkingConfig: { includeThoughts: true },
      },
      contents: [
        { role: 'user', parts: [{ text: 'Count.' }] },
        { role: 'model', parts: [{ text: 'One, two' }] },
        { role: 'user', parts: [{ text: expect.stringContaining('exactly where its text ends') }] },
      ],
    })
  })

  it('never has a model name that leads elsewhere, and none of the thoughts that a model cannot have', async () => {
    fake = await startFakeGemini()
    const { provider } = askerOf({ kind: 'gemini', baseUrl: fake.baseUrl })
    const outside = await partsOf(provider, question({ modelId: 'gemini:../../files' as ModelId }))
    expect(outside).toEqual([{ type: 'error', code: 'MODEL_UNKNOWN' }])
    expect(fake.requests).toHaveLength(0)
    await partsOf(provider, question({ modelId: 'gemini:gemini-2.0-flash' as ModelId }))
    expect(bodyOf()).not.toHaveProperty('generationConfig.thinkingConfig')
  })
})

describe("what OpenAI's protocol is asked", () => {
  it('has the limit of the answer under the name that each takes, no top-k, and no more stops than are taken', async () => {
    fake = await startFakeOpenAi()
    const asked = question({
      modelId: 'openai:a/b:free' as ModelId,
      systemPrompt: 'Be brief.',
      parameters: everything,
    })
    await partsOf(askerOf({ kind: 'openai', baseUrl: fake.baseUrl }).provider, asked)
    await partsOf(askerOf({ kind: 'server', baseUrl: fake.baseUrl }).provider, asked)
    const common = {
      model: 'a/b:free',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hello?' },
      ],
      stream: true,
      stream_options: { include_usage: true },
      temperature: 0.5,
      top_p: 0.9,
      stop: ['1', '2', '3', '4'],
    }
    expect(bodyOf(0)).toEqual({ ...common, max_completion_tokens: 100 })
    expect(bodyOf(1)).toEqual({ ...common, max_tokens: 100 })
  })

  it('goes to a server of its own without a key and without a count of tokens where it refuses that', async () => {
    fake = await startFakeOpenAi()
    fake.answerWith(
      jsonAnswer(400, { error: { message: 'Unknown field: stream_options', code: null } }),
      openAi.answer('Good.'),
    )
    const { provider } = askerOf({ kind: 'server', baseUrl: fake.baseUrl, apiKey: null })
    expect((await partsOf(provider)).at(-1)).toEqual({ type: 'finish', reason: 'stop' })
    expect(fake.requests[1]?.headers).not.toHaveProperty('authorization')
    expect(bodyOf(1)).not.toHaveProperty('stream_options')
  })

  it('understands the names that other servers have for thoughts and for the end', async () => {
    fake = await startFakeOpenAi()
    const events = [
      { choices: [{ delta: { reasoning: 'Hm.' } }] },
      { choices: [{ delta: { content: 'Good.' }, finish_reason: '' }] },
      { choices: [{ delta: {}, finish_reason: 'eos' }] },
    ]
    fake.answerWith(openAi.events(...events.map((event) => `data: ${JSON.stringify(event)}\n\n`)))
    expect(await partsOf(askerOf({ kind: 'server', baseUrl: fake.baseUrl }).provider)).toEqual([
      { type: 'reasoning', text: 'Hm.' },
      { type: 'text', text: 'Good.' },
      { type: 'finish', reason: 'stop' },
    ])
  })
})

describe('the list of models', () => {
  it('has all pages of Gemini, but only models that chat', async () => {
    fake = await startFakeGemini()
    expect(await askerOf({ kind: 'gemini', baseUrl: fake.baseUrl }).provider.listModels(never)).toEqual({
      models: [
        { name: 'gemini-2.5-flash', label: 'Gemini 2.5 Flash', contextTokens: 1_048_576, accepts: null },
        { name: 'gemini-2.5-pro', label: 'Gemini 2.5 Pro', contextTokens: 1_048_576, accepts: null },
      ],
      problem: null,
    })
  })

  it('has the length of the context where a server gives it', async () => {
    fake = await startFakeOpenAi()
    const { provider } = askerOf({ kind: 'openai', baseUrl: fake.baseUrl })
    expect(await provider.listModels(never)).toEqual({
      models: [
        { name: 'fake-small', label: 'fake-small', contextTokens: 8_192, accepts: ['text', 'image'] },
        { name: 'gpt-5-mini', label: 'gpt-5-mini', contextTokens: null, accepts: null },
      ],
      problem: null,
    })
  })

  it('may be empty, as that of a server without models', async () => {
    fake = await startFakeOpenAi()
    fake.answerWith(jsonAnswer(200, { object: 'list', data: null }))
    const { provider } = askerOf({ kind: 'server', baseUrl: fake.baseUrl })
    expect(await provider.listModels(never)).toEqual({ models: [], problem: null })
  })

  it.each(protocols)(
    'tells what is wrong with the key or the address of $kind',
    async ({ kind, fake: protocol }) => {
      fake = await protocol.start()
      const problemOf = async (changes: object): Promise<string | null> => {
        const { provider } = askerOf({ kind, baseUrl: fake.baseUrl, ...changes })
        return (await provider.listModels(never)).problem
      }
      expect(await problemOf({ apiKey: 'wrong' })).toBe('KEY_REFUSED')
      expect(await problemOf({ baseUrl: `${fake.baseUrl}/elsewhere` })).toBe('BAD_RESPONSE')
      fake.answerWith(jsonAnswer(200, ['unexpected']))
      expect(await problemOf({ apiKey: testKey })).toBe('BAD_RESPONSE')
      fake.answerWith(protocol.refusals.broken)
      expect(await problemOf({ apiKey: testKey })).toBe('PROVIDER_ERROR')
    },
  )

  it.each(protocols)(
    'is given up at once when nobody wants it any more: $kind',
    async ({ kind, fake: protocol }) => {
      fake = await protocol.start()
      fake.answerWith({ status: null, steps: [{ hang: true }] })
      const { provider } = askerOf({ kind, baseUrl: fake.baseUrl })
      expect(await provider.listModels(AbortSignal.timeout(50))).toEqual({ models: [], problem: 'TIMED_OUT' })
    },
  )
})
