import { bounds } from '../../../shared/bounds.ts'
import type { Connection } from '../database/connection.ts'
import { attemptsOfMachine, setAttempts } from '../database/profileList/attempts.ts'
import { replaceNextWraps, replaceSecretWrap } from '../database/profileList/keyWraps.ts'
import {
  digestOf,
  isIntact,
  markDoubtful,
  sealRecord,
  toSecretWrap,
  type KeyRecord,
} from '../database/profileList/keyRecords.ts'
import { writeProfileList } from '../database/profileList/profileList.ts'
import {
  allProfiles,
  deletedProfiles,
  insertProfile,
  profileById,
  profileByName,
  removeProfile,
} from '../database/profileList/profiles.ts'
import type { SalvagedProfile } from '../database/profileList/salvage.ts'
import { keepKeyFile, readKeyFile } from './keyFile.ts'
import { columnsOf, nameKey } from './nameKey.ts'
import { looksLike } from './names/skeleton.ts'
import type { ProfileParts } from './profileParts.ts'
import { profilesWithData } from './profilePaths.ts'
import { noFreeAttempts } from './throttle.ts'

/** The name with a number, in the length that names may have and without a character that is cut in two. */
function numbered(userName: string, number: number): string {
  const ending = ` (${number})`
  const room = bounds.userName.max - ending.length
  const characters = Array.from(new Intl.Segmenter().segment(userName), ({ segment }) => segment)
  while (characters.join('').length > room) characters.pop()
  return `${characters.join('')}${ending}`
}

/**
 * The name of a record, or the next like it that nobody has, nor one that looks like it: two that were never in one
 * list may share theirs.
 */
function freeName(db: Connection, { email, userName }: KeyRecord) {
  const others = allProfiles(db).flatMap((profile) => [profile.userName, profile.email ?? []].flat())
  const isTaken = (name: string): boolean =>
    profileByName(db, nameKey(name)) !== undefined || others.some(looksLike(name))
  let name = userName
  for (let number = 2; isTaken(name); number += 1) name = numbered(userName, number)
  return { userName: name, email: email !== null && isTaken(email) ? null : email }
}

/**
 * Puts a profile that was known before into the list. The attempts at it go on where the free ones of this machine end,
 * so that a list that was made to disappear gives nobody new ones.
 */
export function insertRecord(
  db: Connection,
  { failedAttempts, isIntact: intact, record }: SalvagedProfile,
): void {
  const name = freeName(db, record)
  const { createdAt, next, password, profileId, recovery } = record
  const free = noFreeAttempts.failedAttempts - attemptsOfMachine(db).failedAttempts
  const key = insertProfile(db, { ...columnsOf(name), id: profileId, createdAt })
  if (password) replaceSecretWrap(db, key, 'password', toSecretWrap(password))
  if (recovery) replaceSecretWrap(db, key, 'recovery', toSecretWrap(recovery))
  if (next) {
    const { password: nextPassword, recovery: nextRecovery } = next
    replaceNextWraps(db, key, {
      password: toSecretWrap(nextPassword),
      recovery: toSecretWrap(nextRecovery),
    })
  }
  setAttempts(db, key, { failedAttempts: Math.max(failedAttempts, free), blockedUntil: 0 })
  const isChanged = name.userName !== record.userName || name.email !== record.email
  sealRecord(db, key, record.generation + (isChanged ? 1 : 0))
  if (!intact) markDoubtful(db, key)
}

/** Whether the list has nothing that is as good and as new as the record. */
function isBehind(db: Connection, record: KeyRecord): boolean {
  const profile = profileById(db, record.profileId)
  return !profile || !isIntact(db, profile) || profile.generation < record.generation
}

/**
 * Brings the list and the key files of the profiles together: what is missing or older in the list is put back, what
 * is missing or older in a folder is written. Answers whether the list has changed.
 */
export function putBackProfiles(parts: ProfileParts): boolean {
  const { dataFolder, db } = parts
  const deleted = new Set(deletedProfiles(db))
  const records = profilesWithData(dataFolder).flatMap((id) => readKeyFile(dataFolder, id) ?? [])
  const ahead = records.filter((record) => !deleted.has(record.profileId) && isBehind(db, record))
  writeProfileList(db, () => {
    for (const record of ahead) removeProfile(db, record.profileId)
    for (const record of ahead) insertRecord(db, { record, isIntact: true, failedAttempts: 0 })
  })
  for (const { digest, id } of allProfiles(db)) {
    const record = readKeyFile(dataFolder, id)
    if (!record || digestOf(record) !== digest) keepKeyFile(parts, id)
  }
  return ahead.length > 0
}
