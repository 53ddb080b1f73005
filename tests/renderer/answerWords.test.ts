import { describe, expect, it } from 'vitest'
import { tokensText } from '../../renderer/conversation/tokensText.ts'
import { retrySentence } from '../../renderer/conversation/waitSentences.ts'

describe('the countdown to another try', () => {
  it('counts whole seconds down and never below none', () => {
    expect(retrySentence(13_000, 10_000)).toBe('The provider is busy. Trying again in 3 s')
    expect(retrySentence(13_000, 12_900)).toContain('in 1 s')
    expect(retrySentence(13_000, 20_000)).toBe('The provider is busy. Trying again now')
  })
})

describe('the tokens of an answer', () => {
  it('are told as far as the provider counted them', () => {
    expect(tokensText(12, 45)).toBe('12 in, 45 out tokens')
    expect(tokensText(null, 1_200)).toBe('1,200 out tokens')
    expect(tokensText(null, null)).toBeNull()
  })
})
