import { describe, expect, it } from 'vitest'
import { estimateTokens } from '../../shared/tokenEstimate.ts'

describe('an estimate of tokens', () => {
  it.each([
    ['', 0],
    ['a', 1],
    ['four', 1],
    ['eight letters and so on.', 6],
    ['数日前、東京で', 7],
    ['안녕하세요', 5],
    ['ภาษาไทย', 7],
    ['abcd数日', 3],
    ['𠮷野家', 4],
  ])('of “%s” is %i', (text, tokens) => {
    expect(estimateTokens(text)).toBe(tokens)
  })

  it('takes no longer for the longest message than for a long one, and is in proportion', () => {
    const long = 'A sentence of words. '.repeat(9_500)
    const started = performance.now()
    const tokens = estimateTokens(long)
    expect(performance.now() - started).toBeLessThan(20)
    expect(tokens / (long.length / 4)).toBeCloseTo(1, 2)
  })
})
