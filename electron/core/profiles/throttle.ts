/** What is remembered of wrong passwords and codes. */
export interface Attempts {
  readonly failedAttempts: number
  /** Epoch milliseconds; 0 for no wait. */
  readonly blockedUntil: number
}

/** This many may be wrong before the first wait. */
const freeAttempts = 4
const longestWait = 5 * 60 * 1000

/** How long to wait after so many wrong attempts, in milliseconds: 1 s after the fifth, doubling to 5 minutes. */
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
  const wait = waitAfter(failedAttempts + 1)
  const attempts = { failedAttempts: failedAttempts + 1, blockedUntil: wait === 0 ? 0 : now + wait }
  return { attempts, retryAt: null }
}

export const noAttempts: Attempts = { failedAttempts: 0, blockedUntil: 0 }

/** All that may be wrong before the first wait are used up. */
export const noFreeAttempts: Attempts = { failedAttempts: freeAttempts, blockedUntil: 0 }
