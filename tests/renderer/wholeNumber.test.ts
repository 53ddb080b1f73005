import { describe, expect, it } from 'vitest'
import { wholeNumber } from '../../renderer/settings/usage/wholeNumber.ts'

describe('a whole number that is typed', () => {
  it.each([
    ['0', 0],
    [' 4000 ', 4_000],
    ['4,000', 4_000],
    ['4.000', 4_000],
    ['4 000', 4_000],
    ['4\u{202f}000', 4_000],
    ['4’000', 4_000],
    ["1'000'000", 1_000_000],
    ['12.345.678', 12_345_678],
  ])('is %s', (text, value) => {
    expect(wholeNumber(text)).toBe(value)
  })

  it.each(['', ' ', '4.5', '4,00', '4.0000', '1.000,000', '4000.000', ',000', '.5', '-1', '1e3', 'x'])(
    'is not “%s”',
    (text) => {
      expect(wholeNumber(text)).toBeNull()
    },
  )
})
