import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  messageSizes,
  planContext,
  type ContextLimits,
  type PlannedContext,
  type SizedMessage,
} from '../../shared/contextPlan.ts'
import { newSeed } from '../support/newSeed.ts'

const model = 'openai:fake-small'

const question = (text: string): SizedMessage => ({
  role: 'user',
  text,
  modelId: null,
  inputTokens: null,
  outputTokens: null,
  altered: false,
  requests: 0,
})
const answer = (
  text: string,
  inputTokens: number | null,
  outputTokens: number | null,
  changes: Partial<SizedMessage> = {},
): SizedMessage => ({
  role: 'assistant',
  text,
  modelId: model,
  inputTokens,
  outputTokens,
  altered: false,
  requests: 1,
  ...changes,
})
const usual = { modelId: model, systemPrompt: '', window: 20, whole: true }

describe('the sizes of messages', () => {
  it('are as the provider counted: an answer by its own, a question by what was read more than before', () => {
    const chat = [
      question('What is the capital of France?'),
      answer('Paris is.', 12, 4),
      question('And of Italy, please?'),
      answer('Rome is.', 25, 3),
    ]
    expect(messageSizes(chat, usual)).toEqual([
      { tokens: 12, exact: true },
      { tokens: 4, exact: true },
      { tokens: 9, exact: true },
      { tokens: 3, exact: true },
    ])
  })

  it('take the system prompt, which is an estimate, from the first question', () => {
    const chat = [question('Who are you, and what for?'), answer('A machine.', 50, 4)]
    const [first] = messageSizes(chat, { ...usual, systemPrompt: 'x'.repeat(144) })
    // 144 letters are 36 tokens, and 4 for the message around them.
    expect(first).toEqual({ tokens: 10, exact: false })
  })

  const estimated = { tokens: 4 + 5, exact: false }
  const twenty = 'twenty letters, yes.'
  it.each([
    ['the answer is of another model', answer(twenty, 30, 3, { modelId: 'gemini:other' })],
    ['it was thought about, which was counted too', answer(twenty, 30, 40, { altered: true })],
    ['two requests wrote it', answer(twenty, 30, 3, { requests: 2 })],
    ['the provider did not count', answer(twenty, null, null)],
    ['the count cannot be that of the text', answer(twenty, 30, 3_000)],
  ])('are estimates where %s', (_, counted) => {
    const sizes = messageSizes([question('A first question?'), counted], usual)
    expect(sizes[1]).toEqual(estimated)
  })

  it('are estimates for a question that was sent without the whole chat before it', () => {
    const chat = [
      question('One, two, three.'),
      answer('Four.', 8, 2),
      question(twenty),
      answer('Five.', 20, 2),
    ]
    expect(messageSizes(chat, { ...usual, window: 2 })[2]).toEqual(estimated)
    expect(messageSizes(chat, { ...usual, whole: false })[2]).toEqual(estimated)
    expect(messageSizes(chat, usual)[2]).toEqual({ tokens: 10, exact: true })
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
