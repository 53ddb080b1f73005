import { CallError } from '../callError.ts'
import type { AttemptColumns } from '../database/profileList/attempts.ts'

/** What is remembered of wrong passwords and codes. */
export type Attempts = AttemptColumns

/** This many may be wrong before the first wait. */
const freeAttempts = 4
/** Milliseconds. What somebody else got wrong must not keep the right password out for minutes. */
const longestWait = 30_000
/** After so long without an attempt they are forgotten, in milliseconds: fewer guesses than the longest wait allows. */
const forgottenAfter = 15 * 60_000

/** How long to wait after so many wrong attempts, in milliseconds: 1 s after the fifth, doubling to 30 s. */
function waitAfter(failedAttempts: number): number {
  if (failedAttempts <= freeAttempts) return 0
  return Math.min(longestWait, 1000 * 2 ** (failedAttempts - freeAttempts - 1))
}

/** What to write down of an attempt, and whether it may be made. */
export interface Admission {
  readonly attempts: Attempts
  /** Set when the attempt has to wait: until this time, epoch milliseconds. */
  readonly retryAt: number | null
}

/**
 * Admits one more attempt and counts it as a wrong one, to be written down before the password is checked: a process
 * that is killed during the check gives no free try. A right password sets the count back to `noAttempts`.
 * A wait longer than could have been set comes from a clock that was set back since; it begins anew, once.
 */
export function admission({ failedAttempts, blockedUntil }: Attempts, now: number): Admission {
  const retryAt = Math.min(blockedUntil, now + waitAfter(failedAttempts))
  if (retryAt > now) return { attempts: { failedAttempts, blockedUntil: retryAt }, retryAt }
  const isForgotten = blockedUntil > 0 && now - blockedUntil >= forgottenAfter
  const failed = isForgotten ? 1 : failedAttempts + 1
  return { attempts: { failedAttempts: failed, blockedUntil: now + waitAfter(failed) }, retryAt: null }
}

export const noAttempts: Attempts = { failedAttempts: 0, blockedUntil: 0 }

/** All that may be wrong before the first wait are used up. */
export const noFreeAttempts: Attempts = { failedAttempts: freeAttempts, blockedUntil: 0 }

/** @throws CallError `TOO_MANY_ATTEMPTS` where there is a wait */
export function refuseUntil(retryAt: number | null): void {
  if (retryAt !== null) throw new CallError('TOO_MANY_ATTEMPTS', { retryAt })
}
