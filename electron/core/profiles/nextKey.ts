/**
 * The wraps of the next data key, which stand beside the present ones while one database takes the place of another:
 *
 *     one write    the wraps of the next key beside those of the present one, in the list and in the key file
 *     the swap     the next database takes the place of the present one (`backups/rekey.ts`)
 *     one write    the next wraps take the place of the former ones, which are overwritten
 *
 * Between the two writes either key may be the right one. A process that is killed there leaves it to the next sign-in,
 * which tries them on the database.
 */
import type { ProfileId } from '../../../shared/contract/base.ts'
import { opensWith } from '../database/connection.ts'
import {
  deleteKeyStoreWrap,
  deleteNextWraps,
  nextWraps,
  replaceSecretWrap,
} from '../database/profileList/keyWraps.ts'
import { forgetReplaced } from '../database/profileList/profileList.ts'
import { changeRecord } from './keyFile.ts'
import type { ProfileParts } from './profileParts.ts'
import { profileDatabaseFile } from './profilePaths.ts'

/** Makes the next wraps those that count, and overwrites the former. The key store gives its key up. */
export function finishKeyChange(parts: ProfileParts, id: ProfileId): void {
  changeRecord(parts, id, ({ key }) => {
    const next = nextWraps(parts.db, key)
    if (!next) return
    replaceSecretWrap(parts.db, key, 'password', next.password)
    replaceSecretWrap(parts.db, key, 'recovery', next.recovery)
    deleteNextWraps(parts.db, key)
    deleteKeyStoreWrap(parts.db, key)
  })
  forgetReplaced(parts.db)
}

/** Takes the next wraps away: the present database stays. */
export function takeBackKeyChange(parts: ProfileParts, id: ProfileId): void {
  changeRecord(parts, id, ({ key }) => deleteNextWraps(parts.db, key))
  forgetReplaced(parts.db)
}

/** What a secret has opened: one of the two keys, or both. */
export interface OpenedKeys {
  readonly present: Buffer | null
  readonly next: Buffer | null
}

/**
 * Ends a change that was cut off, by what the database opens with, and answers with the key that counts; null where
 * that is not among those. A database that opens with neither is damaged or gone: nothing is decided then. Keys that
 * are not handed out are zeroed.
 */
export function settleKeyChange(
  parts: ProfileParts,
  id: ProfileId,
  { next, present }: OpenedKeys,
): { readonly dataKey: Buffer; readonly isFinished: boolean } | null {
  const file = profileDatabaseFile(parts.dataFolder, id)
  if (next && opensWith(file, next)) {
    present?.fill(0)
    finishKeyChange(parts, id)
    return { dataKey: next, isFinished: true }
  }
  next?.fill(0)
  if (present && opensWith(file, present)) {
    takeBackKeyChange(parts, id)
    return { dataKey: present, isFinished: false }
  }
  if (present && next) return { dataKey: present, isFinished: false }
  present?.fill(0)
  return null
}
