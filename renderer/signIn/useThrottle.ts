import { useState } from 'react'
import { useClock } from '../components/useClock.ts'
import type { CallFailure } from '../errors/callFailure.ts'
import { waitSentence } from '../errors/waitSentence.ts'

export interface Throttle {
  /** Nothing may be tried yet. */
  readonly waiting: boolean
  /** What to say of the wait, counting down; null when there is none (any more). */
  readonly sentence: string | null
  /** Said when a wait is over. */
  readonly hint: string | undefined
  /**
   * What to say of a form as a whole: a wait as it was told, once, for a reader would read each second of it aloud; and
   * nothing of it when it is over.
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
    sentence: secondsLeft > 0 ? waitSentence(secondsLeft) : null,
    hint: retryAt !== null && secondsLeft === 0 ? 'You can try again now.' : undefined,
    textOr: (problem) => (retryAt === null || secondsLeft > 0 ? problem : undefined),
    note: (failure) => setRetryAt(failure?.code === 'TOO_MANY_ATTEMPTS' ? failure.data.retryAt : null),
  }
}
