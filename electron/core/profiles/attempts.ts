/**
 * Who may try a password or a code, and when. Nobody has to be signed in for that, and a window costs nothing: all that
 * were never signed in to the profile they try share one count for this machine, whatever name they try. So a count
 * tells nobody whether a name exists. A window that was signed in to a profile before has a count of its own for it,
 * which nobody else can use up.
 */
import type { ProfileId } from '../../../shared/contract/base.ts'
import {
  addAttempt,
  attemptsOfMachine,
  forgetAttempts,
  shortenWaits,
} from '../database/profileList/attempts.ts'
import { writeProfileList } from '../database/profileList/profileList.ts'
import { knownProfile, type ProfileParts } from './profileParts.ts'
import { admission, refuseUntil } from './throttle.ts'

/** Who asks. */
export interface Caller {
  /** Null is no window, or one that is to have no count of its own. */
  readonly windowId: string | null
  /** Aborted when the window is gone. */
  readonly signal?: AbortSignal | undefined
}

/** For calls that no window has made. */
export const noWindow: Caller = { windowId: null }

/**
 * Counts an attempt at a profile; null is a name that no profile has, which is counted, written and refused alike.
 * @throws CallError `TOO_MANY_ATTEMPTS` when it has to wait, `PROFILE_NOT_FOUND`
 */
export function countAttempt(parts: ProfileParts, id: ProfileId | null, { windowId }: Caller): void {
  const { db, windows } = parts
  const now = parts.now()
  if (id !== null && windowId !== null && windows.count(id, windowId, now)) return
  const retryAt = writeProfileList(db, () => {
    const former = attemptsOfMachine(db)
    const admitted = admission(former, now)
    if (admitted.retryAt !== null) {
      if (admitted.retryAt < former.blockedUntil) shortenWaits(db, admitted.retryAt)
      return admitted.retryAt
    }
    if (admitted.attempts.failedAttempts <= former.failedAttempts) forgetAttempts(db)
    addAttempt(db, id && knownProfile(parts, id).key, admitted.attempts.blockedUntil)
    return null
  })
  refuseUntil(retryAt)
}
