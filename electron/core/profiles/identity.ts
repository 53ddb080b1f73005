import { randomBytes, randomUUID } from 'node:crypto'
import type { ProfileId } from '../../../shared/contract/base.ts'
import { profileId } from '../../../shared/contract/base.ts'
import type { Profile } from '../../../shared/contract/profiles.ts'
import { CallError } from '../callError.ts'
import { sealRecord } from '../database/profileList/keyRecords.ts'
import type { SecretPurpose, SecretWrap } from '../database/profileList/keyWraps.ts'
import { replaceSecretWrap } from '../database/profileList/keyWraps.ts'
import { writeProfileList } from '../database/profileList/profileList.ts'
import type { IdentityColumns, NewProfile, ProfileRow } from '../database/profileList/profiles.ts'
import { userNameProblem } from '../../../shared/userNames.ts'
import {
  allProfiles,
  forgetDeleted,
  insertProfile,
  profileByName,
  setIdentity,
} from '../database/profileList/profiles.ts'
import { noWindow, type Caller } from './attempts.ts'
import { entered } from './entrance.ts'
import { changeRecord, keepKeyFile } from './keyFile.ts'
import { identityColumns } from './nameKey.ts'
import { looksLike } from './names/skeleton.ts'
import { putInPlace } from './profileFolder.ts'
import type { ProfileParts } from './profileParts.ts'
import { knownProfile, profileOf } from './profileParts.ts'
import type { CreateOptions, Identity } from './profileService.ts'
import type { UnlockedWithCode } from './signIn.ts'
import { newWraps } from './signIn.ts'

/** @throws CallError `NAME_REFUSED` for a user name that is not shown as it is */
function refuseUnclear({ userName }: IdentityColumns): void {
  const reason = userNameProblem(userName)
  if (reason !== null) throw new CallError('NAME_REFUSED', { field: 'userName', reason })
}

/** @throws CallError `NAME_REFUSED` for what can be taken for another profile's user name or e-mail */
function refuseDoubles(
  parts: ProfileParts,
  field: 'userName' | 'email',
  name: string,
  own: number | null,
): void {
  const isDouble = looksLike(name)
  const others = allProfiles(parts.db).filter(({ key }) => key !== own)
  const isTaken = others.some(
    ({ email, userName }) => isDouble(userName) || (email !== null && isDouble(email)),
  )
  if (isTaken) throw new CallError('NAME_REFUSED', { field, reason: 'look-alike' })
}

/**
 * Refuses a user name or an e-mail by which another profile could be meant at sign-in: nobody may take another's
 * e-mail as a user name either.
 */
function refuseTaken(parts: ProfileParts, identity: IdentityColumns, own: number | null): void {
  const isTaken = (key: string): boolean => (profileByName(parts.db, key)?.key ?? own) !== own
  if (isTaken(identity.userNameKey)) throw new CallError('USER_NAME_TAKEN')
  if (identity.emailKey !== null && isTaken(identity.emailKey)) throw new CallError('EMAIL_TAKEN')
}

/**
 * Refuses names that are taken, or that look like one. What a profile is called already stays, whatever the rules.
 * @throws CallError `USER_NAME_TAKEN`, `EMAIL_TAKEN`, `NAME_REFUSED`
 */
function refuseNames(parts: ProfileParts, identity: IdentityColumns, own: ProfileRow | null): void {
  const key = own?.key ?? null
  const isNewName = identity.userName !== own?.userName
  const isNewEmail = identity.email !== (own?.email ?? null)
  if (isNewName) refuseUnclear(identity)
  refuseTaken(parts, identity, key)
  if (isNewName) refuseDoubles(parts, 'userName', identity.userName, key)
  if (isNewEmail && identity.email !== null) refuseDoubles(parts, 'email', identity.email, key)
}

/** @throws CallError as `refuseNames`, `DISK_FULL`, with nothing written */
function writeEntry(
  parts: ProfileParts,
  profile: NewProfile,
  wraps: Readonly<Record<SecretPurpose, SecretWrap>>,
): void {
  writeProfileList(parts.db, () => {
    // Again: another window may have taken the name while the keys were derived.
    refuseNames(parts, profile, null)
    const key = insertProfile(parts.db, profile)
    replaceSecretWrap(parts.db, key, 'password', wraps.password)
    replaceSecretWrap(parts.db, key, 'recovery', wraps.recovery)
    sealRecord(parts.db, key, 1)
    forgetDeleted(parts.db, profile.id)
  })
}

export async function create(
  parts: ProfileParts,
  identity: Identity,
  password: string,
  { dataKey = randomBytes(32), entrance, caller = noWindow }: CreateOptions = {},
): Promise<UnlockedWithCode> {
  const columns = identityColumns(identity)
  const id = profileId.parse(randomUUID())
  try {
    refuseUnclear(columns)
    parts.limits.names.take(caller.windowId)
    refuseNames(parts, columns, null)
    const outside = { ...parts, derive: parts.deriveForOutsider }
    const { recoveryCode, ...wraps } = await newWraps(outside, dataKey, id, password)
    const createdAt = parts.now()
    const { email, userName } = columns
    const profile = { email, userName, id, createdAt, lastSignedInAt: createdAt, staysSignedIn: false }
    await putInPlace(parts, id, () =>
      entered(entrance, { profile, dataKey, isNew: true }, () =>
        writeEntry(parts, { ...columns, id, createdAt }, wraps),
      ),
    )
    keepKeyFile(parts, id)
    return { profile: profileOf(knownProfile(parts, id)), recoveryCode, dataKey }
  } catch (error) {
    dataKey.fill(0)
    throw error
  }
}

export function update(
  parts: ProfileParts,
  id: ProfileId,
  identity: Identity,
  caller: Caller = noWindow,
): Profile {
  const columns = identityColumns(identity)
  parts.limits.names.take(caller.windowId)
  changeRecord(parts, id, (own) => {
    // As it is, if it is no other: one from before the rules may not be as a new one has to be.
    const kept = identity.userName === own.userName ? { ...columns, userName: own.userName } : columns
    refuseNames(parts, kept, own)
    setIdentity(parts.db, { ...kept, key: own.key })
  })
  return profileOf(knownProfile(parts, id))
}
