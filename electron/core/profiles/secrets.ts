import { randomBytes } from 'node:crypto'
import type { ProfileId } from '../../../shared/contract/base.ts'
import { CallError } from '../callError.ts'
import type { SecretPurpose, SecretWrap } from '../database/profileList/keyWraps.ts'
import { isIntact, keyRecord, recordOf } from '../database/profileList/keyRecords.ts'
import { setAttempts } from '../database/profileList/attempts.ts'
import {
  deleteNextWraps,
  nextWraps,
  replaceSecretWrap,
  secretWrap,
} from '../database/profileList/keyWraps.ts'
import { profileById } from '../database/profileList/profiles.ts'
import { countAttempt, noWindow, type Caller } from './attempts.ts'
import type { KeyDerivationCost } from './keyDerivation.ts'
import { changeRecord } from './keyFile.ts'
import { settleKeyChange } from './nextKey.ts'
import type { ProfileParts } from './profileParts.ts'
import { changeProfile, knownProfile } from './profileParts.ts'
import { seal, unseal } from './sealedKey.ts'
import { noAttempts } from './throttle.ts'

/** A password or a recovery code that fitted. */
export interface OpenedWrap {
  readonly profileId: ProfileId
  readonly purpose: SecretPurpose
  readonly wrap: SecretWrap
  /** To be zeroed by whoever opened it. */
  readonly dataKey: Buffer
  /** A change of the data key that was cut off was finished with it. */
  readonly isFinished: boolean
}

/** The error of a password or a code that does not fit. */
export function wrongSecret(purpose: SecretPurpose): CallError {
  return new CallError(purpose === 'password' ? 'WRONG_PASSWORD' : 'WRONG_RECOVERY_CODE')
}

/** Wraps the key of a profile under a password or a recovery code. */
export async function wrapUnder(
  parts: Pick<ProfileParts, 'derive'>,
  secret: string,
  dataKey: Buffer,
  context: { readonly profileId: ProfileId; readonly purpose: SecretPurpose },
  { memory, passes, parallelism }: KeyDerivationCost,
): Promise<SecretWrap> {
  const salt = randomBytes(16)
  const outerKey = await parts.derive(secret, salt, { memory, passes, parallelism })
  try {
    return { memory, passes, parallelism, salt, wrapped: seal(dataKey, outerKey, context) }
  } finally {
    outerKey.fill(0)
  }
}

/** @throws CallError `PROFILE_LIST_DAMAGED` when a wrap may ask for more than any machine has */
function refuseImpossible(parts: ProfileParts, id: ProfileId): void {
  const { success } = keyRecord.safeParse(recordOf(parts.db, knownProfile(parts, id).key))
  if (!success) throw new CallError('PROFILE_LIST_DAMAGED')
}

/** Derived from where there is no wrap, so that it takes as long. */
const saltOfNobody = randomBytes(16)

/**
 * Refuses what was typed for a name that no profile has, as a wrong password or code of one that exists: counted,
 * derived and answered alike.
 * @throws CallError `WRONG_PASSWORD` or `WRONG_RECOVERY_CODE`, `TOO_MANY_ATTEMPTS`, `BUSY`
 */
export async function refuseUnknown(
  parts: ProfileParts,
  purpose: SecretPurpose,
  secret: string,
  caller: Caller,
): Promise<never> {
  countAttempt(parts, null, caller)
  const key = await parts.derive(secret, saltOfNobody, parts.cost, caller.signal)
  key.fill(0)
  throw wrongSecret(purpose)
}

/**
 * Checks a password or a recovery code, throttled, and opens the key with it. Where the record of the profile is
 * damaged, its wrap may be whole all the same; but what does not fit it says nothing about the password, and is not
 * counted.
 * @throws CallError `WRONG_PASSWORD` or `WRONG_RECOVERY_CODE`, `TOO_MANY_ATTEMPTS`, `BUSY`, `PROFILE_NOT_FOUND`,
 * `PROFILE_LIST_DAMAGED`
 */
export async function openWrap(
  parts: ProfileParts,
  profileId: ProfileId,
  purpose: SecretPurpose,
  secret: string,
  caller: Caller = noWindow,
): Promise<OpenedWrap> {
  const isWhole = isIntact(parts.db, knownProfile(parts, profileId))
  if (isWhole) countAttempt(parts, profileId, caller)
  else refuseImpossible(parts, profileId)
  const refusal = isWhole ? wrongSecret(purpose) : new CallError('PROFILE_LIST_DAMAGED')
  const opened = await unlocked(parts, { profileId, purpose }, secret, caller)
  if (!opened) throw refusal
  changeProfile(parts, profileId, ({ key }) => setAttempts(parts.db, key, noAttempts))
  parts.windows.forgive(profileId, caller.windowId)
  return opened
}

type Context = Pick<OpenedWrap, 'profileId' | 'purpose'>

/** Takes as long where there is no wrap. */
async function unsealed(
  parts: ProfileParts,
  context: Context,
  secret: string,
  wrap: SecretWrap | undefined,
  { signal }: Caller,
): Promise<Buffer | null> {
  const { salt, cost } = wrap ? { salt: wrap.salt, cost: wrap } : { salt: saltOfNobody, cost: parts.cost }
  const outerKey = await parts.derive(secret, salt, cost, signal)
  try {
    return wrap ? unseal(wrap.wrapped, outerKey, context) : null
  } finally {
    outerKey.fill(0)
  }
}

/** Tries a secret on the wrap of the profile and, where a change of the key was cut off, on that of the next key. */
async function unlocked(
  parts: ProfileParts,
  context: Context,
  secret: string,
  caller: Caller,
): Promise<OpenedWrap | null> {
  const { profileId, purpose } = context
  const profileKey = knownProfile(parts, profileId).key
  const wrap = secretWrap(parts.db, profileKey, purpose)
  const nextWrap = nextWraps(parts.db, profileKey)?.[purpose]
  const present = await unsealed(parts, context, secret, wrap, caller)
  if (!nextWrap) return wrap && present ? { ...context, wrap, dataKey: present, isFinished: false } : null
  const next = await unsealed(parts, context, secret, nextWrap, caller)
  // Another sign-in may have settled it meanwhile: then what was opened is out of date, and found to be so.
  const isOpen = nextWraps(parts.db, profileKey)?.[purpose].wrapped.equals(nextWrap.wrapped) ?? false
  const settled = isOpen ? settleKeyChange(parts, profileId, { present, next }) : null
  if (!settled) return null
  const counting = settled.isFinished ? nextWrap : wrap
  return counting ? { ...context, ...settled, wrap: counting } : null
}

/** Whether a wrap is still the one that was opened: nobody has changed the password or the code in the meantime. */
export function isCurrent(parts: ProfileParts, profileKey: number, opened: OpenedWrap): boolean {
  return secretWrap(parts.db, profileKey, opened.purpose)?.wrapped.equals(opened.wrap.wrapped) ?? false
}

/** Whether what was opened opens the profile still, which may have been deleted since. */
export function opensStill(parts: ProfileParts, opened: OpenedWrap): boolean {
  const profile = profileById(parts.db, opened.profileId)
  return profile !== undefined && isCurrent(parts, profile.key, opened)
}

/** Replaces wraps in one transaction. @throws as `openWrap` when what was opened has been replaced by now */
export function replaceWraps(
  parts: ProfileParts,
  opened: OpenedWrap,
  wraps: Partial<Record<SecretPurpose, SecretWrap>>,
  also?: (profileKey: number) => void,
): void {
  changeRecord(parts, opened.profileId, ({ key }) => {
    if (!isCurrent(parts, key, opened)) throw wrongSecret(opened.purpose)
    if (wraps.password) replaceSecretWrap(parts.db, key, 'password', wraps.password)
    if (wraps.recovery) replaceSecretWrap(parts.db, key, 'recovery', wraps.recovery)
    // Left where the database could not be asked which key counts: now it is the one that was opened.
    if (wraps.password) deleteNextWraps(parts.db, key)
    also?.(key)
  })
}
