import type { ProfileId } from '../../../../shared/contract/base.ts'
import type { Connection } from '../connection.ts'
import { statement } from '../statement.ts'

export interface ProfileRow {
  readonly key: number
  readonly id: ProfileId
  readonly userName: string
  readonly email: string | null
  readonly createdAt: number
  readonly lastSignedInAt: number | null
  /** 1 when the operating system's key store has a key to it. */
  readonly staysSignedIn: 0 | 1
  /** Of its key record, as `keyRecords.ts` has them. */
  readonly generation: number
  readonly digest: string
}

/** What a person is called, and the two texts that must be unique. */
export interface IdentityColumns {
  readonly userName: string
  readonly userNameKey: string
  readonly email: string | null
  readonly emailKey: string | null
}

export interface NewProfile extends IdentityColumns {
  readonly id: ProfileId
  readonly createdAt: number
}

const select = `
  SELECT
    key, id, user_name AS userName, email, created_at AS createdAt, last_signed_in_at AS lastSignedInAt,
    EXISTS (SELECT 1 FROM key_wraps WHERE profile_key = key AND purpose = 'key-store') AS staysSignedIn,
    generation, digest
  FROM profiles`

/** All profiles, the last used first, then by name. */
export function allProfiles(db: Connection): readonly ProfileRow[] {
  const sql = `${select} ORDER BY last_signed_in_at DESC NULLS LAST, user_name_key`
  return statement<[], ProfileRow>(db, sql).all()
}

export function profileById(db: Connection, id: ProfileId): ProfileRow | undefined {
  return statement<[ProfileId], ProfileRow>(db, `${select} WHERE id = ?`).get(id)
}

/** The profile with this user name or e-mail. No two profiles share one, not even across the two columns. */
export function profileByName(db: Connection, nameKey: string): ProfileRow | undefined {
  const sql = `${select} WHERE user_name_key = @nameKey OR email_key = @nameKey`
  return statement<[{ nameKey: string }], ProfileRow>(db, sql).get({ nameKey })
}

/** Answers with the key of the new profile. */
export function insertProfile(db: Connection, profile: NewProfile): number {
  const sql = `
    INSERT INTO profiles (id, user_name, user_name_key, email, email_key, created_at, last_signed_in_at)
    VALUES (@id, @userName, @userNameKey, @email, @emailKey, @createdAt, @createdAt)`
  return Number(statement<[NewProfile]>(db, sql).run(profile).lastInsertRowid)
}

export function setIdentity(db: Connection, identity: IdentityColumns & { readonly key: number }): void {
  const sql = `
    UPDATE profiles SET user_name = @userName, user_name_key = @userNameKey, email = @email, email_key = @emailKey
    WHERE key = @key`
  statement<[typeof identity]>(db, sql).run(identity)
}

export function setSignedIn(db: Connection, key: number, time: number): void {
  statement<[number, number]>(db, 'UPDATE profiles SET last_signed_in_at = ? WHERE key = ?').run(time, key)
}

/** Removes a profile with the wraps of its key. */
export function removeProfile(db: Connection, id: ProfileId): void {
  statement<[ProfileId]>(db, 'DELETE FROM profiles WHERE id = ?').run(id)
}

/** Notes that the folder of a profile without an entry is to be removed. */
export function noteDeleted(db: Connection, id: ProfileId): void {
  statement<[ProfileId]>(db, 'INSERT OR IGNORE INTO deleted_profiles (id) VALUES (?)').run(id)
}

/** The deleted profiles whose folders are still to be removed. */
export function deletedProfiles(db: Connection): readonly ProfileId[] {
  return statement<[], { readonly id: ProfileId }>(db, 'SELECT id FROM deleted_profiles')
    .all()
    .map(({ id }) => id)
}

export function forgetDeleted(db: Connection, id: ProfileId): void {
  statement<[ProfileId]>(db, 'DELETE FROM deleted_profiles WHERE id = ?').run(id)
}
