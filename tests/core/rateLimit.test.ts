import { describe, expect, it } from 'vitest'
import { RateLimit } from '../../electron/core/async/rateLimit.ts'

/** How many a limit lets through before it refuses, and until when it does then. */
function taken(limit: RateLimit, windowOf: (round: number) => string | null) {
  for (let round = 0; ; round += 1) {
    try {
      limit.take(windowOf(round))
    } catch (error) {
      return { round, data: (error as { readonly data: { readonly retryAt: number } }).data.retryAt }
    }
  }
}

describe('a rate limit', () => {
  const rates = { window: { burst: 3, interval: 100 }, machine: { burst: 5, interval: 1_000 } }

  it('bounds each window, and all windows together', () => {
    let now = 10_000
    const limit = new RateLimit(rates, () => now)
    expect(taken(limit, () => 'one')).toEqual({ round: 3, data: 10_100 })
    expect(taken(limit, (round) => `new ${round}`)).toEqual({ round: 2, data: 11_000 })
    now = 11_000
    expect(taken(limit, (round) => `newer ${round}`)).toEqual({ round: 1, data: 12_000 })
  })

  it('holds a refused try for nothing, and fills nothing when the clock is set back', () => {
    let now = 10_000
    const limit = new RateLimit(rates, () => now)
    for (let round = 0; round < 9; round += 1) taken(limit, () => 'one')
    now = 0
    expect(taken(limit, () => 'one')).toEqual({ round: 0, data: 100 })
    now = 100
    expect(taken(limit, () => 'one').round).toBe(1)
  })
})
