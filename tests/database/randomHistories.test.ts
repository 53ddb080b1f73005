import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import * as steps from './historySteps.ts'
import { newSeed } from '../support/newSeed.ts'
import type { Oracle } from './treeOracle.ts'
import { end, expectedPage, expectedPrompt, newOracle, path } from './treeOracle.ts'
import { temporaryProfile } from './temporaryProfile.ts'

const endOfRun = { state: 'stopped', text: 'end of the run', cut: false, tokens: null } as const
const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 6 })
/** Steps at a message, with how often they come. */
const atMessage = {
  edit: { weight: 2, run: steps.edit },
  regenerate: { weight: 2, run: steps.regenerate },
  answer: { weight: 1, run: steps.answer },
  correct: { weight: 2, run: steps.correct },
  remove: { weight: 2, run: steps.remove },
  restore: { weight: 2, run: steps.restore },
  choose: { weight: 2, run: steps.choose },
  goOn: { weight: 3, run: steps.goOn },
  endChat: { weight: 1, run: steps.endChat },
} as const
type AtMessage = keyof typeof atMessage

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('turn'), text }) },
  ...Object.entries(atMessage).map(([type, { weight }]) => ({
    weight,
    arbitrary: fc.record({ type: fc.constant(type as AtMessage), index: fc.nat(50), text }),
  })),
  { weight: 3, arbitrary: fc.record({ type: fc.constant('checkpoint'), text }) },
  {
    weight: 9,
    arbitrary: fc.record({
      type: fc.constant('finish'),
      state: fc.constantFrom('complete', 'stopped', 'failed'),
      text: fc.oneof(text, fc.constant('')),
      cut: fc.boolean(),
      tokens: fc.option(fc.nat(9)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('reopen') }) },
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

async function apply(database: ProfileDatabase, oracle: Oracle, given: Step): Promise<void> {
  if ('index' in given) {
    const { conversationId } = oracle
    const node = oracle.nodes[given.index % Math.max(1, oracle.nodes.length)]
    if (!node || !conversationId) return
    return atMessage[given.type].run({ database, oracle, conversationId, node, text: given.text })
  }
  if ('state' in given) return steps.finish(database, oracle, given)
  if (given.type === 'turn' && 'text' in given) return steps.startTurn(database, oracle, given.text)
  if ('text' in given) return steps.checkpoint(database, oracle, given.text)
}

/** Pages of the path, forwards, backwards and from the middle, the prompt, and what was said before. */
async function check(database: ProfileDatabase, oracle: Oracle): Promise<void> {
  const id = oracle.conversationId
  if (!id) return
  expect((await database.conversation(id)).endedAt).toBe(oracle.endedAt)
  for (const limit of [200, 3]) {
    expect(await database.lastMessages(id, limit)).toMatchObject(expectedPage(oracle, limit))
  }
  const shown = path(oracle)
  const last = shown.at(-1)
  if (!last) return
  const ids = shown.map((node) => node.id)
  const before = await database.messagesBefore(id, last.id, 2)
  expect(before.messages.map((message) => message.id)).toEqual(ids.slice(-3, -1))
  const middle = Math.floor(ids.length / 2)
  const around = await database.messagesAround(id, ids[middle] ?? last.id, 4)
  const places = around.messages.map((message) => ids.indexOf(message.id))
  expect(places).toContain(middle)
  expect(places).toEqual(places.map((_, index) => (places[0] ?? 0) + index))
  expect([around.hasEarlier, around.hasLater]).toEqual([places[0] !== 0, places.at(-1) !== ids.length - 1])
  const answer = shown.findLast((node) => node.role === 'assistant')
  const prompt = answer ? await database.contextBefore(answer.id, 3) : []
  expect(prompt.map((message) => message.text)).toEqual(answer ? expectedPrompt(answer, 3) : [])
  for (const node of shown) {
    const revisions = await database.messageRevisions(id, node.id)
    expect(revisions.map((revision) => revision.text)).toEqual(node.revisions)
  }
}

describe('a random history', () => {
  it('of turns, edits, versions, deletions, failures and reopenings reads as a plain tree in memory does', async () => {
    const profile = temporaryProfile()
    let database = await openProfileDatabase(profile)
    const reopen = async (oracle: Oracle) => {
      await database.close()
      database = await openProfileDatabase(profile)
      expect(await database.interruptUnfinished(3)).toBe(oracle.streaming ? 1 : 0)
      const kept = { text: oracle.streaming?.text ?? '', cut: false, tokens: null }
      end(oracle, { state: 'interrupted', ...kept })
      // What was taken away is gone for good: there is nothing to bring back.
      await database.deleteHidden(2_000)
      oracle.taken = null
    }
    const history = fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (given) => {
      const oracle = newOracle()
      for (const next of given) {
        await (next.type === 'reopen' ? reopen(oracle) : apply(database, oracle, next))
      }
      await check(database, oracle)
      await steps.finish(database, oracle, endOfRun)
    })
    await fc.assert(history, { numRuns: 400, seed: newSeed('random histories') })
    await database.close()
  }, 60_000)
})
