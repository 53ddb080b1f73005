import type { ProfileId } from '../../../shared/contract/base.ts'
import type { Profile, ProfileSummary } from '../../../shared/contract/profiles.ts'
import { CallError } from '../callError.ts'
import type { Connection } from '../database/connection.ts'
import { describeError } from '../describeError.ts'
import { forgetReplaced, writeProfileList } from '../database/profileList/profileList.ts'
import type { ProfileRow } from '../database/profileList/profiles.ts'
import { profileById } from '../database/profileList/profiles.ts'
import type { KeyStore, Logger } from '../host.ts'
import type { KeyDerivationCost, KeyDerivations } from './keyDerivation.ts'
import type { KnownWindows } from './knownWindows.ts'
import type { Limits } from './limits.ts'

/** What the functions of this folder work with. */
export interface ProfileParts extends KeyDerivations {
  readonly db: Connection
  readonly dataFolder: string
  /** What new wraps cost, and old ones are raised to. */
  readonly cost: KeyDerivationCost
  readonly keyStore: KeyStore | undefined
  readonly logger: Logger
  readonly now: () => number
  /** Windows that were signed in before. */
  readonly windows: KnownWindows
  readonly limits: Limits
}

/** @throws CallError `PROFILE_NOT_FOUND` */
export function knownProfile(parts: ProfileParts, id: ProfileId): ProfileRow {
  const found = profileById(parts.db, id)
  if (!found) throw new CallError('PROFILE_NOT_FOUND')
  return found
}

/**
 * Changes a profile in one transaction. It is looked up in there: a derivation takes a while, in which the profile
 * may have been deleted and its integer key given to another.
 * @throws CallError `PROFILE_NOT_FOUND`, `DISK_FULL`
 */
export function changeProfile<Result>(
  parts: ProfileParts,
  id: ProfileId,
  change: (profile: ProfileRow) => Result,
): Result {
  return writeProfileList(parts.db, () => change(knownProfile(parts, id)))
}

/** What was replaced is gone already for who asks: that its pages stand there for a while must not cost a code. */
export function forgetFormer({ db, logger }: ProfileParts): void {
  try {
    forgetReplaced(db)
  } catch (error) {
    logger.warn(`What was replaced is overwritten later: ${describeError(error)}`)
  }
}

export function summaryOf({ id, userName, lastSignedInAt, staysSignedIn }: ProfileRow): ProfileSummary {
  return { id, userName, lastSignedInAt, staysSignedIn: staysSignedIn === 1 }
}

export function profileOf(row: ProfileRow): Profile {
  return { ...summaryOf(row), email: row.email, createdAt: row.createdAt }
}
