import { useState } from 'react'
import { useClock } from '../components/useClock.ts'
import type { CallFailure } from '../errors/callFailure.ts'
import { waitSentence } from '../errors/waitSentence.ts'

export interface Throttle {
  /** Nothing may be tried yet. */
  readonly waiting: boolean
  /** What to say of the wait, counting down; null when the last attempt did not have to wait. */
  readonly sentence: string | null
  /**
   * What to say of a form as a whole: a wait as it was told, once, for a reader would read each second of it aloud; and
   * when it is over, that.
   */
  textOr(problem: string | undefined): string | undefined
  /** Takes how an attempt went. */
  note(failure: CallFailure | null): void
}

/** Too many attempts have to wait: until when, live. */
export function useThrottle(): Throttle {
  const now = useClock()
  const [retryAt, setRetryAt] = useState<number | null>(null)
  const secondsLeft = retryAt === null ? 0 : Math.max(Math.ceil(retryAt / 1_000) - now, 0)
  return {
    waiting: secondsLeft > 0,
    sentence: retryAt === null ? null : waitSentence(secondsLeft),
    textOr: (problem) => (retryAt === null || secondsLeft > 0 ? problem : waitSentence(0)),
    note: (failure) => setRetryAt(failure?.code === 'TOO_MANY_ATTEMPTS' ? failure.data.retryAt : null),
  }
}
