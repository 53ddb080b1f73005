import { describe, expect, it } from 'vitest'
import { keepNucleus } from '../../electron/inference/nucleus.ts'

/** Scores whose softmax gives these probabilities. */
const scoresOf = (...probabilities: readonly number[]) => Float32Array.from(probabilities, Math.log)

function kept(scores: Float32Array, topK: number, topP: number): readonly number[] {
  const before = Float32Array.from(scores)
  keepNucleus(scores, topK, topP)
  const indices = [...scores.keys()].filter((index) => scores[index] !== -Infinity)
  for (const index of indices) expect(scores[index]).toBe(before[index])
  return indices
}

describe('sampling from the likeliest pieces', () => {
  it('keeps as few as reach the share, wherever they stand', () => {
    expect(kept(scoresOf(0.05, 0.5, 0.05, 0.3, 0.1), 5, 0.75)).toEqual([1, 3])
  })

  it('keeps one piece even when the share is nothing', () => {
    expect(kept(scoresOf(0.2, 0.8), 2, 0)).toEqual([1])
  })

  it('looks at no more pieces than asked for', () => {
    expect(kept(scoresOf(0.1, 0.2, 0.3, 0.4), 2, 1)).toEqual([2, 3])
  })

  it('keeps all pieces of a vocabulary that is smaller than asked for', () => {
    expect(kept(scoresOf(0.4, 0.6), 50, 1)).toEqual([0, 1])
  })

  it('never brings back a piece that was ruled out', () => {
    expect(kept(Float32Array.of(-Infinity, 1, -Infinity), 3, 0.9)).toEqual([1])
  })
})
