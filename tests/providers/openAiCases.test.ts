import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import type { ModelListing, ProviderPart } from '../../electron/core/providers/provider.ts'
import { modelId } from '../../shared/contract/base.ts'
import { eventAnswer, jsonAnswer } from '../fakes/fakeProtocol.ts'
import { startFakeOpenAi } from '../fakes/fakeOpenAi.ts'
import type { Fake, FakeAnswer } from '../fakes/fakeServer.ts'
import { askerOf, partsOf, textIn } from './asking.ts'

let fake: Fake
afterEach(() => fake.close())

const never = new AbortController().signal
const cases = join(import.meta.dirname, '../cases/openai')
const read = (name: string): string => readFileSync(join(cases, name), 'utf8')

/** What comes of an answer that a server of one's own gives. */
async function answered(answer: FakeAnswer): Promise<readonly ProviderPart[]> {
  fake = await startFakeOpenAi()
  fake.answerWith(answer)
  return partsOf(askerOf({ kind: 'server', baseUrl: fake.baseUrl }).provider)
}

async function listed(answer: FakeAnswer): Promise<ModelListing> {
  fake = await startFakeOpenAi()
  fake.answerWith(answer)
  return askerOf({ kind: 'server', baseUrl: fake.baseUrl }).provider.listModels(never)
}

const events = (...values: readonly unknown[]): FakeAnswer =>
  eventAnswer(
    values.map((value) => (value === '[DONE]' ? 'data: [DONE]\n\n' : `data: ${JSON.stringify(value)}\n\n`)),
  )
const delta = (change: object, reason: string | null = null): unknown => ({
  choices: [{ index: 0, delta: change, finish_reason: reason }],
})
const lines = (...values: readonly unknown[]): FakeAnswer => ({
  headers: { 'content-type': 'application/x-ndjson' },
  steps: values.map((value) => ({ write: `${JSON.stringify(value)}\n` })),
})

/** Text, reasoning and end of an answer. */
function summary(parts: readonly ProviderPart[]) {
  return { text: textIn(parts), reasoning: textIn(parts, 'reasoning'), last: parts.at(-1) }
}

const stop = { type: 'finish', reason: 'stop' }

describe('a case that failed', () => {
  it.each([
    ['think.txt', 'Visible answer.', 'secret thought', stop],
    ['content-list.txt', 'Bonjour le monde', 'Let me think.', stop],
    ['done-without-finish-reason.txt', 'whole answer', '', stop],
  ])('is read rightly: %s', async (name, text, reasoning, last) => {
    expect(summary(await answered(eventAnswer([read(name)])))).toEqual({ text, reasoning, last })
  })

  it.each([
    ['models-with-spaces.json', ['C:\\models\\my model.gguf', 'Llama 3 8B Instruct', 'ok', '模型-一']],
    ['models-bare-list.json', ['meta-llama/Llama-3.3-70B']],
  ])('is a list of models that can be chosen: %s', async (name, names) => {
    const answer = { headers: { 'content-type': 'application/json' }, steps: [{ write: read(name) }] }
    const { models, problem } = await listed(answer)
    expect(problem).toBeNull()
    expect(models.map((model) => model.name)).toEqual(names)
    for (const model of models) expect(modelId.safeParse(`server-00000001:${model.name}`).success).toBe(true)
  })
})

describe('text in unexpected places', () => {
  it.each([
    [
      'a message in place of a delta',
      events({ choices: [{ message: { content: 'Good.' }, finish_reason: 'stop' }] }),
    ],
    [
      'a bare text',
      events({ choices: [{ text: 'Go' }] }, { choices: [{ text: 'od.', finish_reason: 'stop' }] }),
    ],
    [
      'a whole message after the deltas',
      events(delta({ content: 'Good.' }), {
        choices: [{ message: { content: 'Good.' }, finish_reason: 'stop' }],
      }),
    ],
    [
      'a whole answer in JSON',
      jsonAnswer(200, { object: 'chat.completion', choices: [{ message: { content: 'Good.' } }] }),
    ],
    [
      'a whole answer in JSON over several lines',
      {
        headers: { 'content-type': 'application/json' },
        steps: [
          {
            write: JSON.stringify(
              { choices: [{ message: { content: 'Good.' }, finish_reason: 'stop' }] },
              null,
              2,
            ),
          },
        ],
      },
    ],
    ['JSON Lines', lines(delta({ content: 'Go' }), delta({ content: 'od.' }, 'stop'))],
    [
      "JSON Lines in Ollama's own protocol",
      lines(
        { message: { content: 'Go' }, done: false },
        { message: { content: 'od.' }, done: true, done_reason: 'stop' },
      ),
    ],
    ['a list of answers', jsonAnswer(200, [delta({ content: 'Go' }), delta({ content: 'od.' }, 'stop')])],
    [
      'a part with its text in another object',
      events(delta({ content: { type: 'text', text: { value: 'Good.' } } }, 'stop')),
    ],
  ])('is read: %s', async (_, answer) => {
    expect(summary(await answered(answer))).toEqual({ text: 'Good.', reasoning: '', last: stop })
  })

  it.each([
    ['reasoning_content', { reasoning_content: 'Hm.' }],
    ['reasoning', { reasoning: 'Hm.' }],
    ['thinking', { thinking: 'Hm.' }],
    ['reasoning_details', { reasoning_details: [{ type: 'reasoning.text', text: 'Hm.' }] }],
    ['a thinking part', { content: [{ type: 'thinking', thinking: 'Hm.' }] }],
    ['a reasoning part', { content: [{ type: 'reasoning', text: 'Hm.' }] }],
  ])('is reasoning where it says so: %s', async (_, change) => {
    const parts = await answered(events(delta(change), delta({ content: 'Good.' }, 'stop')))
    expect(summary(parts)).toEqual({ text: 'Good.', reasoning: 'Hm.', last: stop })
  })

  it('is never looked for in what nests without end', async () => {
    let nested: unknown = 'deep'
    for (let depth = 0; depth < 150; depth += 1) nested = [nested]
    expect(
      summary(await answered(events(delta({ content: nested }), delta({ content: 'Good.' }, 'stop')))).text,
    ).toBe('Good.')
  })
})

describe('an end', () => {
  it('is missed where neither a reason nor the mark came', async () => {
    expect((await answered(events(delta({ content: 'Half' })))).at(-1)).toEqual({
      type: 'error',
      code: 'NO_FINISH',
    })
    await fake.close()
    expect((await answered(lines(delta({ content: 'Half' })))).at(-1)).toEqual({
      type: 'error',
      code: 'NO_FINISH',
    })
  })

  it('without any text is an end by length where the provider says so', async () => {
    for (const reason of ['length', 'MAX_TOKENS', 'max_output_tokens']) {
      expect((await answered(events(delta({}, reason)))).at(-1)).toEqual({ type: 'finish', reason: 'length' })
      await fake.close()
    }
  })

  it.each([
    ['content_filter', 'ANSWER_BLOCKED'],
    ['RECITATION', 'ANSWER_RECITED'],
    ['LANGUAGE', 'LANGUAGE_UNSUPPORTED'],
    ['SPII', 'ANSWER_FILTERED'],
  ])('for another reason is called by it: %s', async (reason, code) => {
    expect((await answered(events(delta({ content: 'Half' }, reason)))).at(-1)).toMatchObject({
      type: 'error',
      code,
    })
  })
})

describe('counts of tokens', () => {
  it.each([
    [{ prompt_tokens: null, completion_tokens: null }, []],
    [{ prompt_tokens: 7, completion_tokens: null }, [{ type: 'usage', inputTokens: 7, outputTokens: null }]],
    [{ prompt_tokens: 'many', completion_tokens: -1 }, []],
    [
      { prompt_tokens: 2 ** 53, completion_tokens: 1e300 },
      [{ type: 'usage', inputTokens: 1e9, outputTokens: 1e9 }],
    ],
  ])('are what was counted: %j', async (usage, expected) => {
    const parts = await answered(
      events(delta({ content: 'Good.' }, 'stop'), { choices: [], usage }, '[DONE]'),
    )
    expect(parts.filter(({ type }) => type === 'usage')).toEqual(expected)
  })
})

const packers: readonly (readonly [string, (text: string) => Buffer])[] = [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
  ['gzip, br', (text) => brotliCompressSync(gzipSync(text))],
]

describe('a compressed answer', () => {
  it.each(packers)('is unpacked: %s', async (encoding, pack) => {
    const headers = { 'content-type': 'text/event-stream', 'content-encoding': encoding }
    const parts = await answered({ headers, steps: [{ write: pack(read('content-list.txt')) }] })
    expect(summary(parts).text).toBe('Bonjour le monde')
    await fake.close()
    const packed = { headers, steps: [{ write: pack(read('models-with-spaces.json')) }] }
    expect((await listed(packed)).models).toHaveLength(4)
  })

  it.each(['lzma', 'gzip, gzip, gzip'])('in %s is no answer', async (encoding) => {
    const headers = { 'content-encoding': encoding }
    const parts = await answered({ headers, steps: [{ write: gzipSync('{}') }] })
    expect(parts).toEqual([{ type: 'error', code: 'BAD_RESPONSE' }])
  })

  it('that is damaged keeps what came before', async () => {
    const pieces = Array.from({ length: 500 }, () => randomBytes(64).toString('hex'))
    const written = pieces.map((content) => `data: ${JSON.stringify(delta({ content }))}\n\n`)
    const packed = gzipSync(written.join(''))
    const headers = { 'content-encoding': 'gzip' }
    const damaged = Buffer.concat([packed.subarray(0, packed.length / 2), Buffer.alloc(512, 0xff)])
    const parts = await answered({ headers, steps: [{ write: damaged }] })
    expect(parts.at(-1)).toMatchObject({ type: 'error' })
    expect(pieces.join('').startsWith(textIn(parts).slice(0, 10_000))).toBe(true)
    expect(textIn(parts).length).toBeGreaterThan(5_000)
  })
})

describe('an odd list of models', () => {
  it.each([
    ['under another name', { models: [{ name: 'a' }, { name: 'b', model: 'b' }] }],
    ['of entries with only a name', { data: [{ name: 'a' }, { name: 'b' }] }],
    [
      'with bad rows in it',
      { data: [{ id: 'a' }, null, 7, {}, { id: 8 }, { id: '' }, [], { id: 'x'.repeat(2_000) }, { id: 'b' }] },
    ],
    ['with an id twice', { data: [{ id: 'a' }, { id: 'b' }, { id: 'a' }] }],
    [
      'with nulls around',
      { object: 'list', first_id: null, data: [{ id: 'a', name: null }, { id: 'b' }], has_more: false },
    ],
  ])('is read: %s', async (_, value) => {
    const { models, problem } = await listed(jsonAnswer(200, value))
    expect({ problem, names: models.map(({ name }) => name) }).toEqual({ problem: null, names: ['a', 'b'] })
  })

  it('has numbers, labels and kinds within bounds', async () => {
    const model = {
      id: 'a',
      name: `\u202E${'x'.repeat(500)}`,
      context_length: 2 ** 53,
      architecture: { input_modalities: ['text', 7, 'y'.repeat(99)] },
    }
    const { models } = await listed(jsonAnswer(200, { data: [model] }))
    expect(models).toEqual([
      { name: 'a', label: `${'x'.repeat(119)}…`, contextTokens: 1e9, accepts: ['text'] },
    ])
  })

  it('is none where nothing in it is a model', async () => {
    for (const value of [{}, [], { data: [] }, { data: 'x' }, ['a'], 'x', 7, null]) {
      expect((await listed(jsonAnswer(200, value))).problem).toBe('BAD_RESPONSE')
      await fake.close()
    }
  })
})
