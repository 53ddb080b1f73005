import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { profileId } from '../../../shared/contract/base.ts'
import { commitRestoration, finishRestoration, preparedFile } from '../backups/replace.ts'
import type { Connection } from '../database/connection.ts'
import {
  forgetReplaced,
  openIfWhole,
  openProfileList,
  writeProfileList,
} from '../database/profileList/profileList.ts'
import { noteDeleted } from '../database/profileList/profiles.ts'
import { salvage } from '../database/profileList/salvage.ts'
import { insertRecord } from './putBack.ts'
import { profileFolder, profilesWithData } from './profilePaths.ts'

/** The list of profiles, and what has happened to it. */
export interface OpenedList {
  readonly db: Connection
  /** It was damaged or gone: this is a new one with what could be read of the former. */
  readonly isNew: boolean
  /** Where the damaged one is; null when it was gone. */
  readonly keptFile: string | null
}

function isEmpty(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0
}

/** Makes a new list of what can be read of the former, and puts it in its place; answers with where that is kept. */
function rebuild(dataFolder: string, file: string, now: number): string | null {
  const found = salvage(file)
  const prepared = preparedFile(file)
  for (const ending of ['', '-wal', '-shm']) rmSync(`${prepared}${ending}`, { force: true })
  const db = openProfileList(prepared)
  try {
    writeProfileList(db, () => {
      for (const id of found.deleted) if (profileId.safeParse(id).success) noteDeleted(db, id)
      for (const profile of found.profiles) {
        // Whose id has a flipped bit has no folder.
        const isHere = existsSync(profileFolder(dataFolder, profile.record.profileId))
        if (isHere) insertRecord(db, profile)
      }
    })
    forgetReplaced(db)
  } finally {
    db.close()
  }
  commitRestoration(file, 'damaged', now)
  return finishRestoration(file)
}

/**
 * Opens `profiles.db`. One that is damaged, or gone although there are profiles, is kept aside and a new one is made
 * in its place; what a killed process left half done of that is finished.
 * @throws CallError `DATABASE_NEWER`, `DISK_FULL`
 */
export function openListFile(dataFolder: string, now: number): OpenedList {
  const file = join(dataFolder, 'profiles.db')
  const finished = finishRestoration(file)
  if (isEmpty(file) && profilesWithData(dataFolder).length === 0) {
    return { db: openProfileList(file), isNew: false, keptFile: null }
  }
  const db = isEmpty(file) ? null : openIfWhole(file)
  if (db) return { db, isNew: finished !== null, keptFile: finished }
  const keptFile = rebuild(dataFolder, file, now)
  return { db: openProfileList(file), isNew: true, keptFile }
}

/** The copy from before an update has served when every profile has its key file. */
export function removeListCopies(db: Connection): void {
  const folder = dirname(db.name)
  const start = `${basename(db.name)}.before-`
  for (const name of readdirSync(folder)) if (name.startsWith(start)) rmSync(join(folder, name))
}
