import { randomUUID } from 'node:crypto'
import { isDefinedError, safe } from '@orpc/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messageId, modelId } from '../../shared/contract/base.ts'
import { transports, type TestApplication, type TestWindow } from '../contract/transports.ts'

const starter = modelId.parse('local:starter')

describe('budget and usage over the contract', () => {
  let application: TestApplication
  let first: TestWindow
  let second: TestWindow

  beforeAll(async () => {
    const [transport] = transports
    if (!transport) throw new Error('there is no transport')
    application = await transport.start()
    first = await application.connect()
    second = await application.connect()
    const password = 'correct horse'
    await first.client.profiles.create({ userName: 'Ada', email: null, password })
    await second.client.profiles.signIn({ login: 'Ada', password, staySignedIn: false })
  }, 60_000)

  afterAll(() => application.close())

  const send = ({ client }: TestWindow) =>
    client.chat.send({
      conversationId: null,
      messageId: messageId.parse(randomUUID()),
      text: 'What can you do?',
      modelId: starter,
      settings: null,
    })

  /** Waits until nothing is being written. */
  async function settled(): Promise<void> {
    const running = async () =>
      (await first.client.usage.requests({ cursor: null, limit: 50 })).requests.some(
        ({ state }) => state === 'streaming',
      )
    await expect.poll(running, { timeout: 10_000 }).toBe(false)
  }

  it('lets one of two windows have the last answer that is paid for, tells both, and refuses the other', async () => {
    await first.client.budget.update({ enabled: true, costPerRequest: 3_000 })
    expect(await second.client.budget.get({})).toMatchObject({ enabled: true, available: 4_000 })
    let told = 0
    const listening = (async () => {
      for await (const event of await second.client.events.subscribe({})) {
        if (event.type === 'budget-changed') told += 1
        if (told >= 2) return
      }
    })()
    const outcomes = await Promise.all([safe(send(first)), safe(send(second))])
    const [refusal] = outcomes.flatMap(({ error }) => (error ? [error] : []))
    expect(outcomes.filter(({ error }) => error === null).length).toBe(1)
    expect(isDefinedError(refusal) && refusal).toMatchObject({
      code: 'BUDGET_SPENT',
      status: 402,
      data: { balance: 1_000, cost: 3_000 },
    })
    await listening
    await settled()
    expect(await first.client.budget.get({})).toMatchObject({ balance: 1_000, available: 1_000 })
    const toppedUp = await first.client.budget.topUp({ amount: 4_000 })
    expect(toppedUp.balance).toBe(5_000)
    expect((await safe(send(second))).error).toBeNull()
    await settled()
  }, 30_000)

  it('pages through the requests without gap or repetition', async () => {
    const all = (await first.client.usage.requests({ cursor: null, limit: 50 })).requests
    const paged: number[] = []
    let cursor: number | null = null
    do {
      const page: Awaited<ReturnType<typeof first.client.usage.requests>> = await first.client.usage.requests(
        { cursor, limit: 1 },
      )
      paged.push(...page.requests.map(({ number }) => number))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(all.length).toBeGreaterThan(1)
    expect(paged).toEqual(all.map(({ number }) => number))
  })

  it('sums up in the zone that is asked for, and refuses one that there is not', async () => {
    const range = { from: 0, to: Number.MAX_SAFE_INTEGER }
    const { days } = await first.client.usage.summary({ ...range, timeZone: 'Pacific/Auckland' })
    expect(days.reduce((sum, { requests }) => sum + requests, 0)).toBe(2)
    const { error } = await safe(first.client.usage.summary({ ...range, timeZone: 'Nowhere/At_all' }))
    expect(isDefinedError(error) && error.code).toBe('INVALID_INPUT')
  })

  it('says what the next request takes along, by the plan of the core', async () => {
    await first.client.budget.update({ enabled: false })
    const { conversationId } = await send(first)
    await settled()
    const question = { conversationId, modelId: starter, settings: null, draftTokens: 12 }
    expect(await first.client.chat.context(question)).toMatchObject({
      messages: 1,
      tokens: 12,
      exact: false,
      cut: 'model',
    })
    const settings = { systemPrompt: '', parameters: {}, contextMessages: 20 }
    const fresh = { conversationId: null, modelId: starter, settings, draftTokens: 0 }
    expect(await first.client.chat.context(fresh)).toMatchObject({ messages: 1, tokens: 0, cut: 'none' })
  }, 20_000)
})
