import { expect, it } from 'vitest'
import { askedPortions, askForPortions } from '../../renderer/markdown/askedPortions.ts'
import { endSession } from '../../renderer/state/profileState.ts'

it('how much of a text was asked for is remembered, of the last few texts, until the session ends', () => {
  expect(askedPortions('long')).toBe(1)
  askForPortions('long', 3)
  expect(askedPortions('long')).toBe(3)
  for (let index = 0; index < 20; index += 1) askForPortions(`another ${index}`, 2)
  expect(askedPortions('long')).toBe(1)
  expect(askedPortions('another 19')).toBe(2)
  endSession()
  expect(askedPortions('another 19')).toBe(1)
})
