import { useState } from 'react'
import { useClock } from '../components/useClock.ts'
import type { CallFailure } from '../errors/callFailure.ts'

export interface Throttle {
  /** Nothing may be tried yet. */
  readonly waiting: boolean
  /** What to say of the wait, counting down; null when the last attempt did not have to wait. */
  readonly sentence: string | null
  /** Takes how an attempt went. */
  note(failure: CallFailure | null): void
}

/** Too many wrong attempts have to wait: until when, live. */
export function useThrottle(): Throttle {
  const now = useClock()
  const [retryAt, setRetryAt] = useState<number | null>(null)
  const secondsLeft = retryAt === null ? 0 : Math.max(Math.ceil(retryAt / 1_000) - now, 0)
  return {
    waiting: secondsLeft > 0,
    sentence: retryAt === null ? null : waitSentence(secondsLeft),
    note: (failure) => setRetryAt(failure?.code === 'TOO_MANY_ATTEMPTS' ? failure.data.retryAt : null),
  }
}

function waitSentence(secondsLeft: number): string {
  if (secondsLeft === 0) return 'The wait is over. Try again now.'
  return `Too many wrong attempts. Try again in ${durationText(secondsLeft)}.`
}

function durationText(seconds: number): string {
  if (seconds < 60) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} minutes`
}
