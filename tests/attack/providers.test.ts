import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProviderPart } from '../../electron/core/providers/provider.ts'
import { tokens } from '../../electron/core/providers/listedModels.ts'
import { jsonAnswer } from '../fakes/fakeProtocol.ts'
import { startFakeOpenAi } from '../fakes/fakeOpenAi.ts'
import { askerOf, partsOf, protocols, question, textIn } from '../providers/asking.ts'
import { failed } from '../providers/faultRow.ts'
import { floodRows } from './floodRows.ts'
import { framingRows } from './framingRows.ts'
import { modelListRows } from './modelListRows.ts'
import { quotedKey, quotedKeys, saysKey } from './quotedKeys.ts'
import { startRawHttp } from './rawHttp.ts'
import { taggedRows, cutsOf } from './taggedRows.ts'
import { wrongTypes } from './wrongTypes.ts'

const never = new AbortController().signal
const unhandled: unknown[] = []
const remember = (reason: unknown): void => void unhandled.push(reason)

beforeAll(() => void process.on('unhandledRejection', remember))
afterAll(() => void process.off('unhandledRejection', remember))

/** All that an answer given to a hostile event must keep, whatever is in it. */
function expectSound(attack: string, parts: readonly ProviderPart[]): void {
  const last = parts.at(-1)
  expect({ attack, text: textIn(parts).slice(0, 4) }).toEqual({ attack, text: 'Half' })
  expect({ attack, type: last?.type }).toMatchObject({ type: expect.stringMatching(/^(?:finish|error)$/u) })
  const code = last?.type === 'error' ? last.code : null
  expect({ attack, code }).not.toEqual({ attack, code: 'INTERNAL' })
  const usage = parts.filter((part) => part.type === 'usage')
  const sound = usage.map((part) => ({
    ...part,
    inputTokens: tokens(part.inputTokens),
    outputTokens: tokens(part.outputTokens),
  }))
  expect({ attack, usage }).toEqual({ attack, usage: sound })
}

describe.each(protocols)('an answer of $kind', ({ kind, fake: protocol }) => {
  it.concurrent.each(framingRows)('is read or refused: $attack', async ({ last, steps, text }) => {
    const events = `${protocol.text('Good.')}${protocol.end('stop')}`
    const raw = await startRawHttp(steps(events))
    const timeouts = { firstRetry: 1 }
    const parts = await partsOf(askerOf({ kind, baseUrl: raw.baseUrl }, timeouts).provider)
    await raw.close()
    expect(parts.at(-1)).toMatchObject(last)
    const read = text ?? (last.type === 'finish' ? 'Good.' : textIn(parts))
    expect(textIn(parts)).toBe(read)
  })

  it('loses nothing before and after a value of another type in any of its fields', async () => {
    const fake = await protocol.start()
    const { provider } = askerOf({ kind, baseUrl: fake.baseUrl })
    const unread: string[] = []
    for (const { attack, event } of wrongTypes(kind)) {
      fake.answerWith(
        protocol.events(
          protocol.text('Half'),
          `data: ${event}\n\n`,
          protocol.text('.'),
          protocol.end('stop'),
        ),
      )
      const parts = await partsOf(provider)
      expectSound(attack, parts)
      // What stands for an error is one, and the library reads no further where a choice is none.
      const ends = /^(?:error =|choices = \[null\]|choices\.0 = null)/u.test(attack)
      if (!ends && !textIn(parts).endsWith('.')) unread.push(attack)
      expect(Reflect.get({}, 'polluted')).toBeUndefined()
    }
    await fake.close()
    expect(unread).toEqual([])
  })

  it.each(floodRows)('costs no more than a moment: $attack', async ({ answers, last }) => {
    const fake = await protocol.start()
    fake.answerWith(...answers(protocol))
    const before = process.threadCpuUsage()
    const parts = await partsOf(askerOf({ kind, baseUrl: fake.baseUrl }, { firstRetry: 1 }).provider)
    const { user } = process.threadCpuUsage(before)
    await fake.close()
    expect(parts.at(-1)).toMatchObject(last)
    expect(user).toBeLessThan(5_000_000)
  })

  it('never says the key of who asked, in whatever form a refusal quotes it', async () => {
    const fake = await protocol.start()
    const { provider, log } = askerOf({ kind, baseUrl: fake.baseUrl, apiKey: quotedKey })
    const said: string[] = []
    for (const [form, quoted] of Object.entries(quotedKeys)) {
      const refusal = jsonAnswer(
        400,
        { error: { message: `No such key: ${quoted}`, code: 'x' } },
        {
          'x-key': encodeURIComponent(quoted).slice(0, 4_000),
        },
      )
      const plain = { status: 418, headers: { 'content-type': 'text/plain' }, steps: [{ write: quoted }] }
      const within = protocol.events(
        `data: ${JSON.stringify({ error: { message: quoted, type: quoted } })}\n\n`,
      )
      for (const answer of [refusal, plain, within]) {
        fake.answerWith(answer)
        const parts = await partsOf(provider)
        expect(parts.at(-1)?.type).toBe('error')
        if (saysKey(JSON.stringify(parts)) || saysKey(parts.map((part) => JSON.stringify(part)).join('\n')))
          said.push(form)
        for (const part of parts) if (part.type === 'error' && saysKey(part.details ?? '')) said.push(form)
      }
    }
    await fake.close()
    expect([...new Set(said)]).toEqual([])
    expect(log.filter(saysKey)).toEqual([])
  })
})

describe('a list of models', () => {
  it.each(modelListRows)('keeps its good rows beside $attack', async ({ model, row }) => {
    const fake = await startFakeOpenAi()
    const body = `{"object":"list","data":[{"id":"first"},${row},{"id":"zlast"}]}`
    fake.answerWith({ headers: { 'content-type': 'application/json' }, steps: [{ write: body }] })
    const { models, problem } = await askerOf({ kind: 'server', baseUrl: fake.baseUrl }).provider.listModels(
      never,
    )
    await fake.close()
    expect(problem).toBeNull()
    expect(models).toHaveLength(model ? 3 : 2)
    const others = models.filter(({ name }) => name !== 'first' && name !== 'zlast')
    expect(others).toMatchObject(model ? [model] : [])
  })

  it('is asked for in so many pages and no more', async () => {
    const [gemini] = protocols
    if (!gemini) throw new Error('no fake')
    const fake = await gemini.fake.start()
    const row = { name: 'models/a', supportedGenerationMethods: ['generateContent'] }
    fake.answerWith(jsonAnswer(200, { models: [row], nextPageToken: 'again' }))
    const { models } = await askerOf({ kind: 'gemini', baseUrl: fake.baseUrl }).provider.listModels(never)
    expect(models).toHaveLength(1)
    expect(fake.requests.length).toBeLessThanOrEqual(20)
    fake.answerWith(
      jsonAnswer(200, { models: [row], nextPageToken: 'again' }),
      jsonAnswer(200, { object: 'list', models: [] }),
    )
    const second = await askerOf({ kind: 'gemini', baseUrl: fake.baseUrl }).provider.listModels(never)
    await fake.close()
    expect(second.problem).toBeNull()
    expect(second.models).toHaveLength(1)
  })

  it.each([300, 301, 302, 303, 304, 305, 307, 308])('takes no key elsewhere: %s', async (status) => {
    const elsewhere = await startFakeOpenAi()
    const fake = await startFakeOpenAi()
    fake.answerWith({ status, headers: { location: `${elsewhere.baseUrl}/models` }, steps: [] })
    const { provider } = askerOf({ kind: 'server', baseUrl: fake.baseUrl })
    expect(await provider.listModels(never)).toEqual({
      models: [],
      problem: 'BAD_RESPONSE',
      details: `HTTP ${status}`,
    })
    expect((await partsOf(provider)).at(-1)).toMatchObject(failed('BAD_RESPONSE'))
    expect(elsewhere.connections).toBe(0)
    await fake.close()
    await elsewhere.close()
  })
})

describe('reasoning in tags', () => {
  it.each(taggedRows)('is the same wherever the text is cut: $attack', async ({ reasoning, text, whole }) => {
    const [, openAi] = protocols
    if (!openAi) throw new Error('no fake')
    const fake = await openAi.fake.start()
    const { provider } = askerOf({ kind: 'openai', baseUrl: fake.baseUrl })
    for (const pieces of cutsOf(whole)) {
      fake.answerWith(openAi.fake.events(...pieces.map(openAi.fake.text), openAi.fake.end('stop')))
      const parts = await partsOf(provider, question())
      const told = textOfParts(parts)
      expect({ pieces, ...told }).toEqual({ pieces, text, reasoning })
    }
    await fake.close()
  })
})

/** Text and reasoning as a window puts them together: what came as text may turn out to be reasoning. */
function textOfParts(parts: readonly ProviderPart[]): { readonly text: string; readonly reasoning: string } {
  let [text, reasoning] = ['', '']
  for (const part of parts) {
    if (part.type === 'text') text += part.text
    if (part.type === 'reasoning') reasoning += part.text
    if (part.type !== 'text-was-reasoning') continue
    reasoning += text.slice(text.length - part.length)
    text = text.slice(0, text.length - part.length)
  }
  return { text, reasoning }
}

describe('all of these attacks', () => {
  it('leave no rejection unhandled', () => {
    expect(unhandled).toEqual([])
  })
})
