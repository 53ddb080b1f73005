import { join } from 'node:path'
import type { ProfileId } from '../../../shared/contract/base.ts'
import { openProfileList } from '../database/profileList/profileList.ts'
import { allProfiles } from '../database/profileList/profiles.ts'
import type { KeyStore, Logger } from '../host.ts'
import { create, update } from './identity.ts'
import type { KeyDerivationCost } from './keyDerivation.ts'
import { createKeyDerivation, strongCost } from './keyDerivation.ts'
import { deleteProfile, profileFolder, removeDeletedFolders } from './profileFolder.ts'
import { unwrapWith, wrapsOf } from './movedKeys.ts'
import type { ProfileParts } from './profileParts.ts'
import { knownProfile, profileOf, summaryOf } from './profileParts.ts'
import type { ProfileService } from './profileService.ts'
import { changePassword, checkPassword, recover, renewRecoveryCode, signIn } from './signIn.ts'
import { keyStoreState, resume, setStaySignedIn } from './staySignedIn.ts'

export interface ProfileServiceOptions {
  /** Absolute path of the folder that holds everything Confab keeps. */
  readonly dataFolder: string
  readonly keyStore?: KeyStore | undefined
  readonly logger: Logger
  readonly now?: () => number
  /** What deriving a key costs; weaker only in tests. */
  readonly kdf?: KeyDerivationCost
}

/** The encrypted database of a profile. */
export function profileDatabaseFile(dataFolder: string, id: ProfileId): string {
  return join(profileFolder(dataFolder, id), 'confab.db')
}

/**
 * Opens `<data>/profiles.db` and finishes deletions that were cut off.
 * @throws CallError `DATABASE_NEWER` or `DATABASE_DAMAGED`, with the file left untouched
 */
export function createProfileService(options: ProfileServiceOptions): ProfileService {
  const { dataFolder, keyStore, logger, now = Date.now, kdf = strongCost } = options
  const db = openProfileList(join(dataFolder, 'profiles.db'))
  const parts = { db, dataFolder, derive: createKeyDerivation(), cost: kdf, keyStore, logger, now }
  removeDeletedFolders(parts)
  return serviceOf(parts)
}

function serviceOf(parts: ProfileParts): ProfileService {
  return {
    list: async () => allProfiles(parts.db).map(summaryOf),
    keyStore: () => keyStoreState(parts),
    create: (identity, password, made) => create(parts, identity, password, made),
    signIn: (login, password) => signIn(parts, login, password),
    resume: (id) => resume(parts, id),
    recover: (login, code, newPassword, entrance) => recover(parts, login, code, newPassword, entrance),
    get: async (id) => profileOf(knownProfile(parts, id)),
    update: async (id, identity) => update(parts, id, identity),
    changePassword: (id, current, next) => changePassword(parts, id, current, next),
    renewRecoveryCode: (id, password) => renewRecoveryCode(parts, id, password),
    setStaySignedIn: (id, dataKey) => setStaySignedIn(parts, id, dataKey),
    checkPassword: (id, password) => checkPassword(parts, id, password),
    wraps: async (id) => wrapsOf(parts, id),
    unwrap: (id, purpose, wrap, secret) => unwrapWith(parts, id, purpose, wrap, secret),
    delete: async (id) => deleteProfile(parts, id),
    close: async () => void parts.db.close(),
  }
}
