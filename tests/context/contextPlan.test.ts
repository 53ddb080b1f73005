import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  messageSizes,
  planContext,
  type ContextLimits,
  type MessageSizes,
  type PlannedContext,
  type SentRecord,
  type SizedMessage,
} from '../../shared/contextPlan.ts'
import { newSeed } from '../support/newSeed.ts'

const model = 'openai:fake-small'

const plain = {
  modelId: null,
  inputTokens: null,
  outputTokens: null,
  reasoned: false,
  correctedAt: null,
  ofOneRequest: false,
  sent: null,
}
const question = (text: string, changes: Partial<SizedMessage> = {}): Unplaced => ({
  ...plain,
  role: 'user',
  text,
  ...changes,
})
const answer = (
  text: string,
  inputTokens: number | null,
  outputTokens: number | null,
  changes: Partial<SizedMessage> = {},
): Unplaced => ({
  ...plain,
  role: 'assistant',
  text,
  modelId: model,
  inputTokens,
  outputTokens,
  ofOneRequest: true,
  sent: sent(),
  ...changes,
})
type Unplaced = Omit<SizedMessage, 'timeKey'>

/** The record of a request that began with the first message, at 1,000, without a system prompt. */
function sent(changes: Partial<SentRecord> = {}): SentRecord {
  return { from: 0, systemMark: '', startedAt: 1_000, ...changes }
}
const placed = (messages: readonly Unplaced[]): readonly SizedMessage[] =>
  messages.map((message, timeKey) => ({ ...message, timeKey }))
const sizesOf = (messages: readonly Unplaced[], changes: Partial<MessageSizes> = {}) =>
  messageSizes(placed(messages), { modelId: model, systemPrompt: '', systemMark: '', ...changes })

describe('the sizes of messages', () => {
  const estimated = { tokens: 4 + 5, exact: false }
  const twenty = 'twenty letters, yes.'

  it('are as the provider counted: an answer by its own, a question by what was read more than before', () => {
    const chat = [
      question('What is the capital of France?'),
      answer('Paris is.', 12, 4),
      question('And of Italy, please?'),
      answer('Rome is.', 25, 3),
    ]
    expect(sizesOf(chat)).toEqual([
      { tokens: 12, exact: true },
      { tokens: 4, exact: true },
      { tokens: 9, exact: true },
      { tokens: 3, exact: true },
    ])
  })

  it('take the system prompt, which is an estimate, from the first question while it is still the same', () => {
    const prompted = { sent: sent({ systemMark: 'then' }) }
    const chat = [question(twenty), answer('A machine.', 50, 4, prompted)]
    const prompt = { systemPrompt: 'x'.repeat(144), systemMark: 'then' }
    // 144 letters are 36 tokens, and 4 for the message around them.
    expect(sizesOf(chat, prompt)[0]).toEqual({ tokens: 10, exact: false })
    expect(sizesOf(chat, { ...prompt, systemMark: 'now' })[0]).toEqual(estimated)
    expect(sizesOf(chat)[0]).toEqual(estimated)
  })

  it.each([
    ['the answer is of another model', answer(twenty, 30, 3, { modelId: 'gemini:other' })],
    ['it was thought about, which was counted too', answer(twenty, 30, 40, { reasoned: true })],
    ['it was corrected since', answer(twenty, 30, 3, { correctedAt: 2_000 })],
    ['two requests wrote it', answer(twenty, 30, 3, { ofOneRequest: false })],
    ['it was imported', answer(twenty, 30, 3, { ofOneRequest: false, sent: null })],
    ['the provider did not count', answer(twenty, null, null)],
    ['the count cannot be that of the text', answer(twenty, 30, 3_000)],
  ])('are estimates where %s', (_, counted) => {
    expect(sizesOf([question('A first question?'), counted])[1]).toEqual(estimated)
  })

  const first = question('One, two, three.')
  const second = question(twenty)
  const below = answer('Five.', 20, 2)
  it.each([
    ['the request took fewer messages along', [first, answer('Four.', 8, 2)], { sent: sent({ from: 1 }) }],
    ['the one above took fewer along', [first, answer('Four.', 8, 2, { sent: sent({ from: 1 }) })], {}],
    ['the system prompt was another', [first, answer('Four.', 8, 2)], { sent: sent({ systemMark: 'new' }) }],
    ['a message was corrected between', [{ ...first, correctedAt: 1_000 }, answer('Four.', 8, 2)], {}],
    ['what was made of is not recorded', [first, answer('Four.', 8, 2, { sent: null })], {}],
    ['the answer above was corrected', [first, answer('Four.', 8, 2, { correctedAt: 3_000 })], {}],
  ])('are an estimate for a question where %s', (_, above, changes) => {
    expect(sizesOf([...above, second, { ...below, ...changes }])[2]).toEqual(estimated)
  })

  it('are an estimate for a question whose first message is not known, and for one that was corrected', () => {
    const far = { sent: sent({ from: -2 }) }
    const chat = [first, answer('Four.', 8, 2, far), second, answer('Five.', 20, 2, far)]
    expect(sizesOf(chat)[2]).toEqual(estimated)
    const corrected = [first, answer('Four.', 8, 2), { ...second, correctedAt: 1_500 }, below]
    expect(sizesOf(corrected)[2]).toEqual(estimated)
  })

  it('are exact where what was corrected had been corrected before both requests', () => {
    const chat = [{ ...first, correctedAt: 900 }, answer('Four.', 8, 2), second, below]
    expect(sizesOf(chat)[2]).toEqual({ tokens: 10, exact: true })
    // It was written while both requests had the same prompt, whatever it is now.
    expect(sizesOf(chat, { systemPrompt: 'New.', systemMark: 'new' })[2]).toEqual({ tokens: 10, exact: true })
  })
})

const size = (tokens: number) => ({ tokens, exact: true })
const none: ContextLimits = { messages: 200, tokens: null, newestOnly: false }

/** A chat of turns of ten tokens, and a newest question of as many. */
function chatOf(turns: number): PlannedContext['messages'] {
  const turn = [
    { role: 'user', size: size(10) },
    { role: 'assistant', size: size(10) },
  ] as const
  return [...Array.from({ length: turns }, () => turn).flat(), { role: 'user', size: size(10) }]
}

function plan(turns: number, limits: Partial<ContextLimits>, more: Partial<PlannedContext> = {}) {
  const system = { tokens: 0, exact: true }
  return planContext({
    messages: chatOf(turns),
    whole: true,
    system,
    limits: { ...none, ...limits },
    ...more,
  })
}

describe('the plan of a request', () => {
  it('takes all of a chat that fits', () => {
    expect(plan(3, {})).toEqual({ from: 0, cut: 'none', tokens: 70, exact: true })
  })

  it('takes no more messages than the window, beginning with one of the person', () => {
    expect(plan(10, { messages: 6 })).toMatchObject({ from: 16, cut: 'window', tokens: 50 })
    expect(plan(10, { messages: 7 })).toMatchObject({ from: 14, cut: 'window', tokens: 70 })
    expect(plan(10, { messages: 1 })).toMatchObject({ from: 20, cut: 'window', tokens: 10 })
  })

  it('takes no more tokens than the model reads, system prompt counted', () => {
    expect(plan(10, { tokens: 55 })).toMatchObject({ from: 16, cut: 'limit', tokens: 50 })
    const system = { tokens: 20, exact: false }
    expect(plan(10, { tokens: 55 }, { system })).toMatchObject({
      from: 18,
      cut: 'limit',
      tokens: 50,
      exact: false,
    })
  })

  it('takes the newest message also where it alone is too long, so that the model can say so', () => {
    expect(plan(2, { tokens: 5 })).toMatchObject({ from: 4, cut: 'limit', tokens: 10 })
  })

  it('takes the newest alone, without a system prompt, where the model reads nothing else', () => {
    const system = { tokens: 20, exact: false }
    expect(plan(2, { newestOnly: true }, { system })).toEqual({
      from: 4,
      cut: 'model',
      tokens: 10,
      exact: true,
    })
    expect(plan(0, { newestOnly: true }, { system })).toMatchObject({ from: 0, cut: 'none' })
  })

  it('leaves an answer at the beginning out, and keeps one that is gone on with', () => {
    const messages = [
      { role: 'assistant', size: size(5) },
      { role: 'user', size: size(5) },
      { role: 'assistant', size: size(5) },
    ] as const
    const given = { messages, whole: true, system: size(0) }
    expect(planContext({ ...given, limits: none })).toMatchObject({ from: 1, cut: 'window', tokens: 10 })
    expect(planContext({ ...given, limits: { ...none, messages: 1 } })).toMatchObject({ from: 2, tokens: 5 })
  })

  it('is, for any chat and any limits, the longest ending within them that begins with the person', () => {
    const message = fc.record({
      role: fc.constantFrom('user' as const, 'assistant' as const),
      size: fc.record({ tokens: fc.nat(50), exact: fc.boolean() }),
    })
    const property = fc.property(
      fc.array(message, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 25 }),
      fc.option(fc.nat(400)),
      fc.nat(60),
      (messages, window, tokens, systemTokens) => {
        const system = { tokens: systemTokens, exact: false }
        const found = planContext({
          messages,
          whole: true,
          system,
          limits: {
            messages: window,
            tokens,
            newestOnly: false,
          },
        })
        const sumFrom = (from: number) =>
          messages.slice(from).reduce((sum, { size: { tokens: one } }) => sum + one, systemTokens)
        const newest = messages.length - 1
        const fits = (from: number) =>
          messages.length - from <= window && (tokens === null || sumFrom(from) <= tokens)
        const longest = messages.findIndex(({ role }, from) => role === 'user' && fits(from))
        expect(found.from).toBe(longest === -1 ? newest : longest)
        expect(found.tokens).toBe(sumFrom(found.from))
        expect(found.cut === 'none').toBe(found.from === 0)
      },
    )
    const seed = newSeed('random contexts')
    fc.assert(property, { numRuns: 1_000, seed })
  })
})
