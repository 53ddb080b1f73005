import { existsSync } from 'node:fs'
import type { ListRepair } from '../../../shared/contract/profiles.ts'
import { profileListError } from '../database/profileList/profileList.ts'
import { allProfiles } from '../database/profileList/profiles.ts'
import type { KeyStore, Logger } from '../host.ts'
import { noWindow } from './attempts.ts'
import { KnownWindows } from './knownWindows.ts'
import { create, update } from './identity.ts'
import { beginKeyChange } from './keyChange.ts'
import type { KeyDerivationCost, KeyDerivations } from './keyDerivation.ts'
import { createKeyDerivations, strongCost } from './keyDerivation.ts'
import { deleteProfile, removeDeletedFolders } from './profileFolder.ts'
import { openListFile, removeListCopies } from './profileListFile.ts'
import { createLimits } from './limits.ts'
import { unwrapWith, wrapsOf } from './movedKeys.ts'
import type { ProfileParts } from './profileParts.ts'
import { forgetFormer, knownProfile, profileOf, summaryOf } from './profileParts.ts'
import type { ProfileService } from './profileService.ts'
import { putBackProfiles } from './putBack.ts'
import { changePassword, checkPassword, recover, renewRecoveryCode, signIn } from './signIn.ts'
import { keyStoreState, resume, setStaySignedIn } from './staySignedIn.ts'
import { unknownFolders } from './unknownFolders.ts'

export interface ProfileServiceOptions {
  /** Absolute path of the folder that holds everything Confab keeps. */
  readonly dataFolder: string
  readonly keyStore?: KeyStore | undefined
  readonly logger: Logger
  readonly now?: () => number
  /** What deriving a key costs; weaker only in tests. */
  readonly kdf?: KeyDerivationCost
  /** What derives keys; another one only in tests. */
  readonly derivations?: KeyDerivations
}

/**
 * Opens `<data>/profiles.db`, puts it right from the key files in the profiles' folders where it is damaged, gone or
 * behind them, and finishes deletions that were cut off.
 * @throws CallError `DATABASE_NEWER` with the file left untouched, `DISK_FULL`
 */
export function createProfileService(options: ProfileServiceOptions): ProfileService {
  const { dataFolder, keyStore, logger, now = Date.now, kdf = strongCost } = options
  const { db, isNew, keptFile } = openListFile(dataFolder, now())
  const derivations = options.derivations ?? createKeyDerivations()
  const list = { db, dataFolder, cost: kdf, keyStore, logger, now }
  const parts = { ...list, ...derivations, windows: new KnownWindows(), limits: createLimits(now) }
  removeDeletedFolders(parts)
  const isRestored = putBackProfiles(parts) || isNew
  removeListCopies(db)
  // A process that was killed may have replaced wraps and not come to overwrite them.
  forgetFormer(parts)
  const unknown = unknownFolders(parts)
  if (isRestored || unknown.length > 0) {
    logger.warn(
      `the list of profiles: restored ${isRestored}, kept ${keptFile !== null}, unknown ${unknown.length}`,
    )
  }
  const isSound = !isRestored && unknown.length === 0
  return serviceOf(parts, isSound ? null : { isRestored, keptFile, unknownFolders: [...unknown] })
}

/** A file, or null when it has gone since. */
function existing(file: string | null): string | null {
  return file !== null && existsSync(file) ? file : null
}

function serviceOf(parts: ProfileParts, repair: ListRepair | null): ProfileService {
  /** Where a page turns out to be damaged only now, whichever call came upon it. */
  async function told<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    try {
      return await work()
    } catch (error) {
      throw profileListError(error, parts.db)
    }
  }
  return {
    list: () => told(() => allProfiles(parts.db).map(summaryOf)),
    repair: () => repair && { ...repair, keptFile: existing(repair.keptFile) },
    keyStore: () => keyStoreState(parts),
    create: (identity, password, made) => told(() => create(parts, identity, password, made)),
    signIn: (login, password, caller) => told(() => signIn(parts, login, password, caller)),
    resume: (id, caller = noWindow) =>
      told(() => {
        parts.limits.keyStore.take(caller.windowId)
        return resume(parts, id)
      }),
    recover: (login, code, newPassword, options) =>
      told(() => recover(parts, login, code, newPassword, options)),
    get: (id) => told(() => profileOf(knownProfile(parts, id))),
    update: (id, identity, caller) => told(() => update(parts, id, identity, caller)),
    changePassword: (id, current, next, options) =>
      told(() => changePassword(parts, id, current, next, options)),
    beginKeyChange: (id, password, caller) => told(() => beginKeyChange(parts, id, password, caller)),
    renewRecoveryCode: (id, password, caller) => told(() => renewRecoveryCode(parts, id, password, caller)),
    setStaySignedIn: (id, dataKey, isWanted) => told(() => setStaySignedIn(parts, id, dataKey, isWanted)),
    checkPassword: (id, password, caller) => told(() => checkPassword(parts, id, password, caller)),
    rememberWindow: (id, windowId) => parts.windows.remember(id, windowId),
    wraps: (id) => told(() => wrapsOf(parts, id)),
    unwrap: (id, purpose, wrap, secret, caller = noWindow) =>
      told(() => unwrapWith(parts, id, purpose, wrap, secret, caller)),
    delete: (id) => told(() => deleteProfile(parts, id)),
    close: async () => void parts.db.close(),
  }
}
