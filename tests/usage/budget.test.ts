import { describe, expect, it, onTestFinished } from 'vitest'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import type { AnswerEnd } from '../../electron/core/database/records.ts'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import { copyAsKilled, newMessageId, starter, temporaryProfile, turn } from '../database/temporaryProfile.ts'
import { balanceOf, end, remoteModel, remoteTurn, setBudget } from './usageTest.ts'

const spent = { code: 'BUDGET_SPENT' }

async function open(): Promise<ProfileDatabase> {
  return temporaryProfile().open()
}

describe('a budget', () => {
  it('is off at first, with 4,000 at 100 a request, and charges nothing then', async () => {
    const database = await open()
    const preset = { enabled: false, unit: 'requests', balance: 4_000, costPerRequest: 100, freeLocal: false }
    expect(await database.budget()).toMatchObject(preset)
    await end(database, (await database.startTurn(remoteTurn())).answerId)
    expect(await balanceOf(database)).toBe(4_000)
    expect(await database.requests(null, 5)).toMatchObject([{ state: 'complete', charged: 0 }])
  })

  it('is charged once for a complete answer, also when its end is written twice', async () => {
    const database = await open()
    await setBudget(database, 4_000)
    const { answerId } = await database.startTurn(remoteTurn())
    expect(await database.budget()).toMatchObject({ balance: 4_000, available: 3_900 })
    await end(database, answerId)
    await end(database, answerId)
    expect(await database.budget()).toMatchObject({ balance: 3_900, available: 3_900 })
    expect(await database.requests(null, 5)).toMatchObject([{ charged: 100 }])
  })

  const unsuccessful: readonly Pick<AnswerEnd, 'state' | 'errorCode'>[] = [
    { state: 'failed', errorCode: 'TIMED_OUT' },
    { state: 'stopped', errorCode: null },
    { state: 'interrupted', errorCode: null },
  ]
  it.each(unsuccessful)('costs nothing when an answer ends as $state', async (outcome) => {
    const database = await open()
    await setBudget(database, 4_000)
    await end(database, (await database.startTurn(remoteTurn())).answerId, outcome)
    expect(await database.budget()).toMatchObject({ balance: 4_000, available: 4_000 })
  })

  it('gives the last 100 to one of two that start at once, and stores nothing of the other', async () => {
    const database = await open()
    await setBudget(database, 100)
    const before = await database.requests(null, 200)
    const other = remoteTurn({ text: 'The second.' })
    await database.saveDraft(null, 'The second.')
    const starts = await Promise.allSettled([database.startTurn(remoteTurn()), database.startTurn(other)])
    expect(starts.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(starts[1]).toMatchObject({ reason: { ...spent, data: { balance: 0, cost: 100 } } })
    expect(await database.conversationOf(other.messageId)).toBeNull()
    expect((await database.requests(null, 200)).length).toBe(before.length + 1)
    // What was not sent is not charged; once the first has failed, the second may go.
    const [first] = starts
    if (first?.status !== 'fulfilled') throw new Error('the first was refused')
    await end(database, first.value.answerId, { state: 'failed', errorCode: 'NO_QUOTA' })
    await expect(database.startTurn(other)).resolves.toMatchObject({ started: true })
  })

  it('refuses every way to ask when it is spent, and lets all of them go on after a top-up', async () => {
    const database = await open()
    const { answerId, conversationId } = await database.startTurn(remoteTurn())
    await end(database, answerId, { finishReason: 'length' })
    await setBudget(database, 0)
    const again = {
      conversationId,
      answerId,
      newAnswerId: newMessageId(),
      modelId: remoteModel,
      modelName: 'fake-small',
      createdAt: 2_000,
    }
    await expect(database.startTurn(remoteTurn({ conversationId }))).rejects.toMatchObject(spent)
    await expect(database.startAnswer(again)).rejects.toMatchObject(spent)
    await expect(database.continueAnswer(conversationId, answerId, 2_000)).rejects.toMatchObject(spent)
    expect((await database.lastMessages(conversationId, 10)).messages.at(-1)).toMatchObject({
      text: 'An answer.',
      state: 'complete',
    })
    await database.topUp(4_000)
    await expect(database.continueAnswer(conversationId, answerId, 2_000)).resolves.toMatchObject({
      text: 'An answer.',
    })
  })

  it('charges an answer that is gone on with as a second request', async () => {
    const database = await open()
    await setBudget(database, 1_000)
    const { answerId, conversationId } = await database.startTurn(remoteTurn())
    await end(database, answerId, { finishReason: 'length' })
    await database.continueAnswer(conversationId, answerId, 4_000)
    await end(database, answerId, { text: 'An answer. And more.', finishedAt: 5_000 })
    expect(await balanceOf(database)).toBe(800)
    const [second, first] = await database.requests(null, 2)
    expect([first?.outputTokens, second?.outputTokens]).toEqual([3, 3])
    expect(second).toMatchObject({ startedAt: 4_000, duration: 1_000, charged: 100, estimated: true })
  })

  it('lets a model on this machine answer for nothing only when that is chosen', async () => {
    const database = await open()
    await setBudget(database, 0)
    const local = turn({ modelId: starter })
    await expect(database.startTurn(local)).rejects.toMatchObject(spent)
    await database.changeBudget({ freeLocal: true })
    await end(database, (await database.startTurn(local)).answerId)
    await expect(database.startTurn(remoteTurn())).rejects.toMatchObject(spent)
  })

  it('by tokens takes what was counted, never goes below nothing, and refuses at nothing', async () => {
    const database = await open()
    await setBudget(database, 5_000, { unit: 'tokens' })
    const counts = { inputTokens: 700, outputTokens: 300 }
    await end(database, (await database.startTurn(remoteTurn())).answerId, counts)
    expect(await balanceOf(database)).toBe(4_000)
    const dear = { inputTokens: 9_000, outputTokens: 1 }
    await end(database, (await database.startTurn(remoteTurn())).answerId, dear)
    expect(await balanceOf(database)).toBe(0)
    expect(await database.requests(null, 1)).toMatchObject([{ charged: 4_000, estimated: false }])
    await expect(database.startTurn(remoteTurn())).rejects.toMatchObject({
      ...spent,
      data: { balance: 0, cost: null },
    })
  })

  it('by tokens takes the estimate where the provider has not counted', async () => {
    const database = await open()
    await setBudget(database, 5_000, { unit: 'tokens' })
    const { answerId } = await database.startTurn(remoteTurn())
    await end(database, answerId, { text: 'x'.repeat(400), estimatedInputTokens: 50 })
    expect(await balanceOf(database)).toBe(4_850)
    expect(await database.requests(null, 1)).toMatchObject([
      { inputTokens: 50, outputTokens: 100, estimated: true, charged: 150 },
    ])
  })

  it('charges an answer by what held when it was begun: not what was free, nor in another unit', async () => {
    const database = await open()
    const free = await database.startTurn(remoteTurn())
    await setBudget(database, 4_000)
    await end(database, free.answerId)
    expect(await balanceOf(database)).toBe(4_000)
    const counted = await database.startTurn(remoteTurn())
    await database.changeBudget({ costPerRequest: 900 })
    await end(database, counted.answerId)
    expect(await balanceOf(database)).toBe(3_900)
    const switched = await database.startTurn(remoteTurn())
    await database.changeBudget({ unit: 'tokens' })
    await end(database, switched.answerId, { inputTokens: 10, outputTokens: 10 })
    expect(await balanceOf(database)).toBe(100_000)
    await database.changeBudget({ unit: 'requests' })
    expect(await balanceOf(database)).toBe(3_900)
  })

  it('keeps a balance of answers and one of tokens, and tops up and charges the one that is chosen', async () => {
    const database = await open()
    await setBudget(database, 4_000)
    await database.changeBudget({ unit: 'tokens' })
    expect(await database.budget()).toMatchObject({ balance: 100_000, available: 100_000 })
    await database.topUp(500)
    const counts = { inputTokens: 400, outputTokens: 100 }
    await end(database, (await database.startTurn(remoteTurn())).answerId, counts)
    await database.topUp(7)
    expect(await balanceOf(database)).toBe(100_007)
    await database.changeBudget({ unit: 'requests' })
    expect(await database.budget()).toMatchObject({ balance: 4_000, available: 4_000 })
    await end(database, (await database.startTurn(remoteTurn())).answerId, counts)
    await database.topUp(1)
    expect(await balanceOf(database)).toBe(3_901)
    await database.changeBudget({ unit: 'tokens' })
    expect(await balanceOf(database)).toBe(100_007)
  })

  it('frees what a killed process held, and records its request as interrupted', async () => {
    const profile = temporaryProfile()
    const database = await profile.open()
    await setBudget(database, 100)
    await database.startTurn(remoteTurn())
    await expect(database.startTurn(remoteTurn())).rejects.toMatchObject(spent)
    const file = `${copyAsKilled(profile.folder)}/confab.db`
    const after = await openProfileDatabase({ file, dataKey: profile.dataKey })
    onTestFinished(() => after.close())
    await after.interruptUnfinished(9_000)
    expect(await after.budget()).toMatchObject({ balance: 100, available: 100 })
    expect(await after.requests(null, 1)).toMatchObject([
      { state: 'interrupted', duration: null, charged: 0, inputTokens: null },
    ])
    await expect(after.startTurn(remoteTurn())).resolves.toMatchObject({ started: true })
  })

  it('is not charged by an end whose transaction the process did not live to commit', async () => {
    const profile = temporaryProfile()
    const database = await profile.open()
    await setBudget(database, 4_000)
    const { answerId } = await database.startTurn(remoteTurn())
    const before = `${copyAsKilled(profile.folder)}/confab.db`
    await end(database, answerId)
    const after = `${copyAsKilled(profile.folder)}/confab.db`
    for (const [file, balance, state] of [
      [before, 4_000, 'interrupted'],
      [after, 3_900, 'complete'],
    ] as const) {
      const copy = await openProfileDatabase({ file, dataKey: profile.dataKey })
      onTestFinished(() => copy.close())
      await copy.interruptUnfinished(9_000)
      expect(await balanceOf(copy)).toBe(balance)
      expect(await copy.requests(null, 1)).toMatchObject([{ state, charged: 4_000 - balance }])
    }
  })
})
