import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import type { ConversationId, MessageId } from '../../shared/contract/base.ts'
import { starter, temporaryProfile } from '../database/temporaryProfile.ts'
import { available, ends, newBudgetOracle, refuses, type BudgetOracle } from './budgetOracle.ts'
import { end, remoteModel, remoteTurn } from './usageTest.ts'
import { newSeed } from '../support/newSeed.ts'

const chat = fc.nat(3)
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('start'), chat, local: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('continue'), chat }) },
  {
    weight: 7,
    arbitrary: fc.record({
      type: fc.constant('end'),
      chat,
      state: fc.constantFrom('complete', 'complete', 'complete', 'stopped', 'failed', 'interrupted'),
      inputTokens: fc.nat(900),
      outputTokens: fc.nat(900),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('topUp'), amount: fc.integer({ min: 1, max: 500 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('change'),
      enabled: fc.boolean(),
      unit: fc.constantFrom('requests', 'tokens'),
      costPerRequest: fc.integer({ min: 1, max: 3_000 }),
      freeLocal: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('kill') }) },
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** A chat with its last answer. */
interface Chat {
  readonly id: ConversationId
  readonly answerId: MessageId
  readonly local: boolean
  /** It was cut by its longest length, so that it can be gone on with. */
  cut: boolean
}

interface World {
  database: ProfileDatabase
  readonly oracle: BudgetOracle
  readonly chats: Map<number, Chat>
}

/** Asks, and holds whether that was refused against the oracle. */
async function asks(
  world: World,
  place: number,
  local: boolean,
  ask: () => Promise<unknown>,
): Promise<boolean> {
  const { oracle } = world
  if (oracle.running.has(place)) {
    await expect(ask()).rejects.toMatchObject({ code: 'ANSWER_RUNNING' })
    return false
  }
  if (refuses(oracle, place, local)) {
    await expect(ask()).rejects.toMatchObject({ code: 'BUDGET_SPENT' })
    return false
  }
  return true
}

async function start(world: World, { chat: place, local }: Extract<Step, { local: boolean }>): Promise<void> {
  const { chats, database } = world
  const conversationId = chats.get(place)?.id ?? null
  const model = local ? starter : remoteModel
  const ask = () => database.startTurn(remoteTurn({ conversationId, modelId: model }))
  if (!(await asks(world, place, local, ask))) return
  const { answerId, conversationId: id } = await ask()
  chats.set(place, { id, answerId, local, cut: false })
}

async function goOn(world: World, place: number): Promise<void> {
  const found = world.chats.get(place)
  if (!found || (!found.cut && !world.oracle.running.has(place))) return
  const ask = () => world.database.continueAnswer(found.id, found.answerId, 2_000)
  if (await asks(world, place, found.local, ask)) await ask()
}

async function finish(world: World, given: Extract<Step, { inputTokens: number }>): Promise<void> {
  const { chat: place, inputTokens, outputTokens, state } = given
  const found = world.chats.get(place)
  if (!found) return
  if (world.oracle.running.has(place)) found.cut = state === 'complete'
  const errorCode = state === 'failed' ? 'TIMED_OUT' : null
  const finishReason = state === 'complete' ? 'length' : null
  await end(world.database, found.answerId, { state, errorCode, finishReason, inputTokens, outputTokens })
  ends(world.oracle, place, state === 'complete', inputTokens + outputTokens)
}

describe('a random history of asking', () => {
  it('is recorded and charged as a plain budget in memory is', async () => {
    const history = fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const profile = temporaryProfile()
      const open = () => openProfileDatabase(profile)
      const world: World = { database: await open(), oracle: newBudgetOracle(), chats: new Map() }
      const { oracle } = world
      for (const next of steps) {
        if ('local' in next) await start(world, next)
        else if ('inputTokens' in next) await finish(world, next)
        else if ('amount' in next) {
          await world.database.topUp(next.amount)
          oracle.balances[oracle.unit] += next.amount
        } else if ('unit' in next) {
          const { costPerRequest, enabled, freeLocal, unit } = next
          await world.database.changeBudget({ costPerRequest, enabled, freeLocal, unit })
          Object.assign(oracle, { cost: costPerRequest, enabled, freeLocal, unit })
        } else if ('chat' in next) await goOn(world, next.chat)
        else {
          await world.database.close()
          world.database = await open()
          await world.database.interruptUnfinished(9_000)
          for (const place of oracle.running.keys())
            Object.assign(world.chats.get(place) ?? {}, { cut: false })
          oracle.running.clear()
        }
        const { balances, enabled, unit } = oracle
        expect(await world.database.budget()).toMatchObject({
          balance: balances[unit],
          enabled,
          unit,
          available: available(oracle),
        })
      }
      const records = await world.database.requests(null, 200)
      expect(records.length).toBe(oracle.requests)
      expect(records.reduce((sum, { charged }) => sum + charged, 0)).toBe(oracle.charged)
      expect(records.filter(({ state }) => state === 'streaming').length).toBe(oracle.running.size)
      await world.database.close()
    })
    const seed = newSeed('random budgets')
    await fc.assert(history, { numRuns: 40, seed })
  })
})
