import { randomBytes, randomUUID } from 'node:crypto'
import type { ProfileId } from '../../../shared/contract/base.ts'
import { profileId } from '../../../shared/contract/base.ts'
import type { Profile } from '../../../shared/contract/profiles.ts'
import { CallError } from '../callError.ts'
import { sealRecord } from '../database/profileList/keyRecords.ts'
import type { SecretPurpose, SecretWrap } from '../database/profileList/keyWraps.ts'
import { replaceSecretWrap } from '../database/profileList/keyWraps.ts'
import { writeProfileList } from '../database/profileList/profileList.ts'
import type { IdentityColumns, NewProfile } from '../database/profileList/profiles.ts'
import { forgetDeleted, insertProfile, profileByName, setIdentity } from '../database/profileList/profiles.ts'
import { entered } from './entrance.ts'
import { changeRecord, keepKeyFile } from './keyFile.ts'
import { identityColumns } from './nameKey.ts'
import { putInPlace } from './profileFolder.ts'
import type { ProfileParts } from './profileParts.ts'
import { knownProfile, profileOf } from './profileParts.ts'
import type { CreateOptions, Identity } from './profileService.ts'
import type { UnlockedWithCode } from './signIn.ts'
import { newWraps } from './signIn.ts'

/**
 * Refuses a user name or an e-mail by which another profile could be meant at sign-in: nobody may take another's
 * e-mail as a user name either.
 */
function refuseTaken(parts: ProfileParts, identity: IdentityColumns, own: number | null): void {
  const isTaken = (key: string): boolean => (profileByName(parts.db, key)?.key ?? own) !== own
  if (isTaken(identity.userNameKey)) throw new CallError('USER_NAME_TAKEN')
  if (identity.emailKey !== null && isTaken(identity.emailKey)) throw new CallError('EMAIL_TAKEN')
}

/** @throws CallError `USER_NAME_TAKEN`, `EMAIL_TAKEN`, `DISK_FULL`, with nothing written */
function writeEntry(
  parts: ProfileParts,
  profile: NewProfile,
  wraps: Readonly<Record<SecretPurpose, SecretWrap>>,
): void {
  writeProfileList(parts.db, () => {
    // Again: another window may have taken the name while the keys were derived.
    refuseTaken(parts, profile, null)
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
  { dataKey = randomBytes(32), entrance }: CreateOptions = {},
): Promise<UnlockedWithCode> {
  const columns = identityColumns(identity)
  const id = profileId.parse(randomUUID())
  try {
    refuseTaken(parts, columns, null)
    const { recoveryCode, ...wraps } = await newWraps(parts, dataKey, id, password)
    const createdAt = parts.now()
    const profile = { ...identity, id, createdAt, lastSignedInAt: createdAt, staysSignedIn: false }
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

export function update(parts: ProfileParts, id: ProfileId, identity: Identity): Profile {
  const columns = identityColumns(identity)
  changeRecord(parts, id, ({ key }) => {
    refuseTaken(parts, columns, key)
    setIdentity(parts.db, { ...columns, key })
  })
  return profileOf(knownProfile(parts, id))
}
