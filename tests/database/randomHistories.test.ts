import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import type { Node, Oracle } from './treeOracle.ts'
import { add, expectedPage, expectedPrompt, newOracle, path, select } from './treeOracle.ts'
import { newMessageId, starter, temporaryProfile, turn, uncounted } from './temporaryProfile.ts'

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 6 })
const index = fc.nat(50)
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('turn'), text }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('regenerate'), index }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('select'), index }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('checkpoint'), text }) },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('finish'),
      state: fc.constantFrom('complete', 'stopped', 'failed'),
      text: fc.oneof(text, fc.constant('')),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('reopen') }) },
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

const running = { code: 'ANSWER_RUNNING' }
const model = { modelId: starter, modelName: 'Starter', createdAt: 1 }

async function startTurn(database: ProfileDatabase, oracle: Oracle, words: string): Promise<void> {
  const parent = path(oracle).at(-1) ?? null
  const given = turn({ conversationId: oracle.conversationId, text: words })
  if (oracle.streaming) return expect(database.startTurn(given)).rejects.toMatchObject(running)
  const started = await database.startTurn(given)
  oracle.conversationId = started.conversationId
  const role = 'user'
  const question = add(oracle, { id: given.messageId, parent, role, text: words, state: 'complete' })
  const answer = { id: started.answerId, parent: question, role: 'assistant', text: '' } as const
  add(oracle, { ...answer, state: 'streaming' })
}

async function regenerate(database: ProfileDatabase, oracle: Oracle, node: Node | undefined): Promise<void> {
  if (!node || !oracle.conversationId) return
  const given = {
    ...model,
    conversationId: oracle.conversationId,
    answerId: node.id,
    newAnswerId: newMessageId(),
  }
  const attempt = database.startAnswer(given)
  if (node.role === 'user') return expect(attempt).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' })
  if (oracle.streaming) return expect(attempt).rejects.toMatchObject(running)
  await attempt
  const { parent } = node
  add(oracle, { id: given.newAnswerId, parent, role: 'assistant', text: '', state: 'streaming' })
}

async function finish(
  database: ProfileDatabase,
  oracle: Oracle,
  end: { state: 'complete' | 'stopped' | 'failed'; text: string },
): Promise<void> {
  const node = oracle.streaming
  if (!node) return
  const errorCode = end.state === 'failed' ? 'GENERATION_FAILED' : null
  await database.finishAnswer({ ...uncounted, answerId: node.id, ...end, errorCode, finishedAt: 2 })
  Object.assign(node, end)
  oracle.streaming = null
}

async function apply(database: ProfileDatabase, oracle: Oracle, { type, ...given }: Step): Promise<void> {
  const node = oracle.nodes[('index' in given ? given.index : 0) % Math.max(1, oracle.nodes.length)]
  const words = 'text' in given ? given.text : ''
  if (type === 'turn') return startTurn(database, oracle, words)
  if (type === 'regenerate') return regenerate(database, oracle, node)
  if (type === 'select' && node && oracle.conversationId) {
    select(node)
    return database.selectVersion(oracle.conversationId, node.id)
  }
  if (type === 'checkpoint' && oracle.streaming) {
    await database.checkpointAnswer(oracle.streaming.id, oracle.streaming.text.length, words)
    oracle.streaming.text += words
  }
  if ('state' in given) return finish(database, oracle, given)
}

async function check(database: ProfileDatabase, oracle: Oracle): Promise<void> {
  const id = oracle.conversationId
  if (!id) return
  for (const limit of [200, 3]) {
    expect(await database.lastMessages(id, limit)).toMatchObject(expectedPage(oracle, limit))
  }
  const shown = path(oracle)
  const last = shown.at(-1)
  if (!last) return
  const before = await database.messagesBefore(id, last.id, 2)
  expect(before.messages.map((message) => message.id)).toEqual(shown.slice(-3, -1).map((node) => node.id))
  const prompt = await database.promptFor(last.id, 3)
  expect(prompt.map((message) => message.text)).toEqual(expectedPrompt(last, 3))
}

describe('a random history', () => {
  it('of turns, versions, failures and reopenings reads as a plain tree in memory does', async () => {
    const profile = temporaryProfile()
    let database = await openProfileDatabase(profile)
    const reopen = async (oracle: Oracle) => {
      await database.close()
      database = await openProfileDatabase(profile)
      expect(await database.interruptUnfinished(3)).toBe(oracle.streaming ? 1 : 0)
      if (oracle.streaming) oracle.streaming.state = 'interrupted'
      oracle.streaming = null
    }
    const history = fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
      const oracle = newOracle()
      for (const next of steps) {
        await (next.type === 'reopen' ? reopen(oracle) : apply(database, oracle, next))
      }
      await check(database, oracle)
      await finish(database, oracle, { state: 'stopped', text: 'end of the run' })
    })
    await fc.assert(history, { numRuns: 200 })
    await database.close()
  })
})
