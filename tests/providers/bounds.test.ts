import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { bounds } from '../../shared/bounds.ts'
import { jsonAnswer } from '../fakes/fakeProtocol.ts'
import type { AskedOutcome } from './askingProcess.ts'
import { askerOf, protocols } from './asking.ts'
import { faultsBeyond } from './faultsBeyond.ts'

const never = new AbortController().signal
/** In bytes, of the whole process, which has 150 million before it is asked; without bounds it came to 650 and more. */
const mostMemory = 500_000_000
/** In milliseconds of the process's own time. The promise is 100; the rest is for a collection of garbage. */
const longestHold = 200

/** Asks in a process of its own, for each row once. */
async function outcomesOf(
  kind: 'gemini' | 'openai',
  baseUrl: string,
  times: number,
): Promise<readonly AskedOutcome[]> {
  const script = path.join(import.meta.dirname, 'askingProcess.ts')
  const child = fork(script, [kind, baseUrl, String(times)])
  const outcomes: AskedOutcome[] = []
  child.on('message', (outcome: AskedOutcome) => void outcomes.push(outcome))
  await once(child, 'exit')
  return outcomes
}

describe.each(protocols)('more than anybody has use for, from $kind', ({ kind, fake: protocol }) => {
  it(
    'ends the answer, keeps what came before, and costs neither memory nor time',
    { timeout: 120_000 },
    async () => {
      const fake = await protocol.start()
      fake.answerWith(protocol.answer('First.'), ...faultsBeyond.flatMap((row) => row.answers(protocol)))
      const outcomes = await outcomesOf(kind, fake.baseUrl, faultsBeyond.length)
      await fake.close()
      expect(outcomes).toHaveLength(faultsBeyond.length)
      for (const [index, { fault, last, reasoning = '', text = '' }] of faultsBeyond.entries()) {
        const outcome = outcomes[index]
        expect({ fault, last: outcome?.last }).toMatchObject({ fault, last })
        // Compared before it is printed: some of these texts have 4 MB.
        const isText = text === null || outcome?.text === text
        expect({ fault, isText }).toEqual({ fault, isText: true })
        expect({ fault, reasoning: outcome?.reasoning === reasoning }).toEqual({ fault, reasoning: true })
        expect({ fault, held: (outcome?.longestHold ?? Infinity) < longestHold }).toEqual({
          fault,
          held: true,
        })
        expect(outcome?.maximumMemory).toBeLessThan(mostMemory)
      }
    },
  )
})

describe('a list of models', () => {
  it.each(protocols)(
    'is cut where it is longer than anybody reads: $kind',
    async ({ kind, fake: protocol }) => {
      const fake = await protocol.start()
      const rows = Array.from({ length: 100_000 }, (_, index) => ({
        id: `m${index}`,
        name: `models/m${index}`,
        supportedGenerationMethods: ['generateContent'],
        description: 'x'.repeat(100),
      }))
      fake.answerWith(jsonAnswer(200, kind === 'gemini' ? { models: rows } : { object: 'list', data: rows }))
      const { models, problem } = await askerOf({ kind, baseUrl: fake.baseUrl }).provider.listModels(never)
      await fake.close()
      expect(problem).toBeNull()
      expect(models).toHaveLength(bounds.models.max)
    },
  )

  it.each([
    ['brackets', `{"data":[${'['.repeat(4_000_000)}`],
    ['empty objects in one of it', `{"data":[{"id":"a","x":[${'{},'.repeat(4_000_000)}{}]}]}`],
    ['empty objects beside it', `{"x":[${'{},'.repeat(4_000_000)}{}],"data":[{"id":"a"}]}`],
    ['a text without an end', `{"data":[{"id":"a","x":"${'y'.repeat(20_000_000)}`],
  ])('of millions of %s is none', async (_, body) => {
    const [, openAi] = protocols
    if (!openAi) throw new Error('no fake')
    const fake = await openAi.fake.start()
    fake.answerWith({ headers: { 'content-type': 'application/json' }, steps: [{ write: body }] })
    const { provider } = askerOf({ kind: 'openai', baseUrl: fake.baseUrl })
    expect(await provider.listModels(never)).toEqual({ models: [], problem: 'BAD_RESPONSE' })
    await fake.close()
  })
})
