import { rmSync } from 'node:fs'
import type { ProfileId } from '../../../shared/contract/base.ts'
import {
  deletedProfiles,
  forgetDeleted,
  noteDeleted,
  removeProfile,
} from '../database/profileList/profiles.ts'
import { forgetReplaced, writeProfileList } from '../database/profileList/profileList.ts'
import { describeError } from '../describeError.ts'
import { removeKeptLists } from './keptLists.ts'
import { withoutKeyFile } from './keyFile.ts'
import type { ProfileParts } from './profileParts.ts'
import { profileFolder } from './profilePaths.ts'

function removeFolder({ db, dataFolder, logger }: ProfileParts, id: ProfileId): void {
  try {
    rmSync(profileFolder(dataFolder, id), { recursive: true, force: true, maxRetries: 3, retryDelay: 50 })
    writeProfileList(db, () => forgetDeleted(db, id))
  } catch (error) {
    // Its key is gone, so nobody reads it; the next start tries again.
    logger.warn(`The folder of a deleted profile could not be removed: ${describeError(error)}`)
  }
}

/**
 * Puts a new profile in place: `make` makes its folder and ends with the entry. Until then the folder counts as one to
 * be removed, which is done here when that fails, and at the next start when the process is killed.
 */
export async function putInPlace(
  parts: ProfileParts,
  id: ProfileId,
  make: () => Promise<void>,
): Promise<void> {
  writeProfileList(parts.db, () => noteDeleted(parts.db, id))
  try {
    await make()
  } catch (error) {
    removeFolder(parts, id)
    throw error
  }
}

/**
 * Removes the folders that a process which was killed in the middle of a deletion has left. Only those: a folder
 * that is merely unknown may belong to a list of profiles that somebody is about to put back from a backup.
 */
export function removeDeletedFolders(parts: ProfileParts): void {
  for (const id of deletedProfiles(parts.db)) removeFolder(parts, id)
}

/**
 * Removes the key file, the entry with all wraps of the key, and then the folder, which nobody can read any more. The
 * key file first: from it the entry would come back.
 */
export function deleteProfile(parts: ProfileParts, id: ProfileId): void {
  withoutKeyFile(parts, id, () =>
    writeProfileList(parts.db, () => {
      removeProfile(parts.db, id)
      noteDeleted(parts.db, id)
    }),
  )
  forgetReplaced(parts.db)
  removeFolder(parts, id)
  removeKeptLists(parts)
}
