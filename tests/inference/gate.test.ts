import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isUnreadable, topProbability, wordsOf } from '../../electron/inference/gate.ts'

const unknownId = 2

describe('a question that cannot be read', () => {
  it('is one with more unknown pieces than the share allows', () => {
    const pieces = { unknownId, knownText: 'word' }
    expect(isUnreadable({ ...pieces, ids: [2, 2, 5, 6, 7] }, 0.4)).toBe(false)
    expect(isUnreadable({ ...pieces, ids: [2, 2, 5, 6] }, 0.4)).toBe(true)
  })

  it('is one without a known letter, such as a sum', () => {
    expect(isUnreadable({ unknownId, ids: [5, 6, 7], knownText: '17 + 4?' }, 0.4)).toBe(true)
    expect(isUnreadable({ unknownId, ids: [], knownText: '' }, 0.4)).toBe(true)
  })

  it('is told by its letters for a tokenizer that knows everything', () => {
    expect(isUnreadable({ unknownId: undefined, ids: [5], knownText: 'word' }, 0)).toBe(false)
  })
})

describe('the probability of the likeliest piece', () => {
  it('is that of the softmax', () => {
    const scores = Float32Array.of(1, 3, 2)
    const sum = Math.exp(1) + Math.exp(2) + Math.exp(3)
    expect(topProbability(scores)).toBeCloseTo(Math.exp(3) / sum, 6)
  })

  it('does not overflow with high scores, nor count pieces that are ruled out', () => {
    expect(topProbability(Float32Array.of(1_000, 1_000))).toBeCloseTo(0.5, 6)
    expect(topProbability(Float32Array.of(1_000, -Infinity))).toBe(1)
  })
})

describe('an answer in words', () => {
  it('loses no character, white space at both ends included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const rejoined = wordsOf(text).join('')
        expect(rejoined).toBe(text.trim() === '' ? '' : text)
      }),
    )
  })

  it('has a piece for each word', () => {
    expect(wordsOf('I do not know.')).toEqual(['I', ' do', ' not', ' know.'])
  })
})
