import { expect, it } from 'vitest'
import { killRounds } from './killRounds.ts'

it('loses no acknowledged message and at most 250 ms of text when it is killed, and its database stays whole', async () => {
  const report = await killRounds(5, () => undefined)
  expect(report).toMatchObject({ lostMessages: 0, lateAnswers: 0, damaged: 0 })
}, 120_000)
