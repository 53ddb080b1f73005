import { expect, it } from 'vitest'
import { newSeed } from '../support/newSeed.ts'
import { seededRandom } from '../support/random.ts'
import { killRounds } from './killRounds.ts'
import { answers } from './victims/answers.ts'

it('loses no acknowledged message and at most 250 ms of text when it is killed, and its database stays whole', async () => {
  const random = seededRandom(newSeed('kills'))
  expect(await killRounds(answers, { rounds: 5, random, log: () => undefined })).toEqual([])
}, 120_000)
