/**
 * `profiles/<id>/keys.json`: a second copy of what opens a profile, so that a damaged or lost list of profiles loses
 * nobody's chats. It holds nothing that the list does not hold: a name and the key in its wraps.
 *
 * It is never older than the list. Whatever changes a record takes the file away first and writes it anew when the
 * list has the change: a process that is killed in between leaves none, and the next start writes it.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { ProfileId } from '../../../shared/contract/base.ts'
import { flush } from '../database/copying.ts'
import {
  digestOf,
  isIntact,
  keyRecord,
  recordOf,
  sealRecord,
  type KeyRecord,
} from '../database/profileList/keyRecords.ts'
import { keyStoreWrap } from '../database/profileList/keyWraps.ts'
import { profileById, type ProfileRow } from '../database/profileList/profiles.ts'
import { describeError } from '../describeError.ts'
import { forgetInKeptLists } from './keptLists.ts'
import { changeProfile, knownProfile, type ProfileParts } from './profileParts.ts'
import { profileKeyFile } from './profilePaths.ts'

const keyFile = z.strictObject({ ...keyRecord.shape, digest: z.string() })

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // Absent, unreadable or cut off: none of them can be used, and the list has the same.
    return null
  }
}

/** The record in a profile's folder; null where there is none, or it is not as it was written for this profile. */
export function readKeyFile(dataFolder: string, id: ProfileId): KeyRecord | null {
  const read = keyFile.safeParse(contentOf(profileKeyFile(dataFolder, id)))
  if (!read.success) return null
  const { digest, ...record } = read.data
  return record.profileId === id && digest === digestOf(record) ? record : null
}

/** Writes bytes and waits until they are on the disk. */
function writeThrough(file: string, flags: 'w' | 'r+', bytes: string | Buffer): void {
  const descriptor = openSync(file, flags, 0o600)
  try {
    writeFileSync(descriptor, bytes)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function writeKeyFile(dataFolder: string, record: KeyRecord): void {
  const file = profileKeyFile(dataFolder, record.profileId)
  const unfinished = `${file}.unfinished`
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeThrough(unfinished, 'w', `${JSON.stringify({ ...record, digest: digestOf(record) }, null, 2)}\n`)
  renameSync(unfinished, file)
  flush(dirname(file))
}

/** Takes the file away and with it, as far as a file system lets anybody, the wraps that are about to be replaced. */
function removeKeyFile({ dataFolder, logger }: ProfileParts, id: ProfileId): void {
  const file = profileKeyFile(dataFolder, id)
  if (!existsSync(file)) return
  try {
    writeThrough(file, 'r+', Buffer.alloc(statSync(file).size))
  } catch (error) {
    logger.warn(`A key file could not be overwritten before it was removed: ${describeError(error)}`)
  }
  rmSync(file)
  flush(dirname(file))
}

/** Writes the file of a profile from the list, unless what the list has is damaged. */
export function keepKeyFile({ dataFolder, db, logger }: ProfileParts, id: ProfileId): void {
  const profile = profileById(db, id)
  if (!profile || !isIntact(db, profile)) return
  try {
    writeKeyFile(dataFolder, recordOf(db, profile.key))
  } catch (error) {
    // The list has it all; the next sign-in and the next start try again.
    logger.warn(`The key file of a profile could not be written: ${describeError(error)}`)
  }
}

/** Everything that the key of a profile can be had from. */
function wrapsIn({ db }: ProfileParts, profileKey: number): readonly Buffer[] {
  const { next, password, recovery } = recordOf(db, profileKey)
  const ofSecrets = [password, recovery, next?.password, next?.recovery].flatMap((wrap) =>
    wrap ? Buffer.from(wrap.wrapped, 'base64') : [],
  )
  const ofKeyStore = keyStoreWrap(db, profileKey)
  return ofKeyStore ? [...ofSecrets, ofKeyStore.wrapped] : ofSecrets
}

/** Takes the file of a profile away, changes the list, and writes the file of what is in the list then, if anything. */
export function withoutKeyFile<Result>(parts: ProfileParts, id: ProfileId, change: () => Result): Result {
  const { key } = knownProfile(parts, id)
  const before = wrapsIn(parts, key)
  removeKeyFile(parts, id)
  try {
    const result = change()
    const now = profileById(parts.db, id) ? wrapsIn(parts, key) : []
    forgetInKeptLists(
      parts,
      before.filter((wrap) => !now.some((kept) => kept.equals(wrap))),
    )
    return result
  } finally {
    keepKeyFile(parts, id)
  }
}

/** As `changeProfile`, for a change of what opens a profile or of what it is called. */
export function changeRecord<Result>(
  parts: ProfileParts,
  id: ProfileId,
  change: (profile: ProfileRow) => Result,
): Result {
  return withoutKeyFile(parts, id, () =>
    changeProfile(parts, id, (profile) => {
      const result = change(profile)
      sealRecord(parts.db, profile.key, profile.generation + 1)
      return result
    }),
  )
}
