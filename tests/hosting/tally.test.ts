import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTally } from '../../electron/core/hosting/tally.ts'
import { memoryLogger } from '../support/memoryLogger.ts'

describe('what is repeated', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is logged at once, then as a number as long as it goes on, and at once again after a pause', () => {
    const logger = memoryLogger()
    const tally = createTally(logger, 1_000)
    for (let count = 0; count < 500; count += 1) tally('a socket was refused')
    tally('a frame was refused')
    expect(logger.lines).toEqual(['a socket was refused', 'a frame was refused'])
    vi.advanceTimersByTime(1_000)
    expect(logger.lines.slice(2)).toEqual(['a socket was refused (499 more times)'])
    vi.advanceTimersByTime(1_000)
    expect(logger.lines).toHaveLength(3)
    tally('a socket was refused')
    expect(logger.lines.slice(3)).toEqual(['a socket was refused'])
  })
})
