import { randomBytes, randomUUID } from 'node:crypto'
import type { ProfileId } from '../../../shared/contract/base.ts'
import { profileId } from '../../../shared/contract/base.ts'
import type { Profile } from '../../../shared/contract/profiles.ts'
import { CallError } from '../callError.ts'
import { replaceSecretWrap } from '../database/profileList/keyWraps.ts'
import { writeProfileList } from '../database/profileList/profileList.ts'
import type { IdentityColumns } from '../database/profileList/profiles.ts'
import { insertProfile, profileByName, setIdentity } from '../database/profileList/profiles.ts'
import { nameKey } from './nameKey.ts'
import type { ProfileParts } from './profileParts.ts'
import { changeProfile, knownProfile, profileOf } from './profileParts.ts'
import type { Identity } from './profileService.ts'
import type { UnlockedWithCode } from './signIn.ts'
import { newWraps } from './signIn.ts'

function identityColumns({ userName, email }: Identity): IdentityColumns {
  return { userName, userNameKey: nameKey(userName), email, emailKey: email === null ? null : nameKey(email) }
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

export async function create(
  parts: ProfileParts,
  identity: Identity,
  password: string,
  dataKey: Buffer = randomBytes(32),
): Promise<UnlockedWithCode> {
  const columns = identityColumns(identity)
  const id = profileId.parse(randomUUID())
  try {
    refuseTaken(parts, columns, null)
    const { recoveryCode, ...wraps } = await newWraps(parts, dataKey, id, password)
    writeProfileList(parts.db, () => {
      // Again: another window may have taken the name while the keys were derived.
      refuseTaken(parts, columns, null)
      const key = insertProfile(parts.db, { ...columns, id, createdAt: parts.now() })
      replaceSecretWrap(parts.db, key, 'password', wraps.password)
      replaceSecretWrap(parts.db, key, 'recovery', wraps.recovery)
    })
    return { profile: profileOf(knownProfile(parts, id)), recoveryCode, dataKey }
  } catch (error) {
    dataKey.fill(0)
    throw error
  }
}

export function update(parts: ProfileParts, id: ProfileId, identity: Identity): Profile {
  const columns = identityColumns(identity)
  changeProfile(parts, id, ({ key }) => {
    refuseTaken(parts, columns, key)
    setIdentity(parts.db, { ...columns, key })
  })
  return profileOf(knownProfile(parts, id))
}
