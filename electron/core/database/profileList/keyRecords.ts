/**
 * What opens a profile, as one record: it stands in the list of profiles and a second time in the profile's own folder
 * (`profiles/keyFile.ts`), so that neither is lost with the other. A digest tells whether a record is as it was
 * written, its generation which of two is the newer. Attempts and the wrap of the key store are no part of it.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { bounds } from '../../../../shared/bounds.ts'
import { profileId, time, type ProfileId } from '../../../../shared/contract/base.ts'
import { wrapInFile } from '../../backups/backupFileFormat.ts'
import { CallError } from '../../callError.ts'
import type { Connection } from '../connection.ts'
import { statement } from '../statement.ts'
import { nextWraps, secretWrap, type SecretPurpose, type SecretWrap } from './keyWraps.ts'

export const keyRecord = z.strictObject({
  version: z.literal(1),
  profileId,
  userName: z.string().min(1).max(bounds.userName.max),
  email: z.string().max(bounds.email.max).nullable(),
  createdAt: time,
  /** Raised with every change of a record. */
  generation: z.number().int().positive(),
  password: wrapInFile.nullable(),
  recovery: wrapInFile.nullable(),
  /** Those of the key of the next database, while it is put in the place of the present one. */
  next: z.strictObject({ password: wrapInFile, recovery: wrapInFile }).optional(),
})
export type KeyRecord = z.infer<typeof keyRecord>
type WrapInRecord = NonNullable<KeyRecord['password']>

interface RecordColumns {
  readonly id: ProfileId
  readonly user_name: string
  readonly email: string | null
  readonly created_at: number
  /** Absent before version 2 of the list. */
  readonly generation?: number
}

function inRecord({ salt, wrapped, ...cost }: SecretWrap): WrapInRecord {
  return { ...cost, salt: salt.toString('base64'), wrapped: wrapped.toString('base64') }
}

function wrapOf(db: Connection, profileKey: number, purpose: SecretPurpose): WrapInRecord | null {
  const wrap = secretWrap(db, profileKey, purpose)
  return wrap ? inRecord(wrap) : null
}

/** The wrap of a record as the list keeps it. */
export function toSecretWrap({ salt, wrapped, ...cost }: WrapInRecord): SecretWrap {
  return { ...cost, salt: Buffer.from(salt, 'base64'), wrapped: Buffer.from(wrapped, 'base64') }
}

/** The record of a profile that is in the list, whether or not it is as it was written. @throws CallError `PROFILE_LIST_DAMAGED` */
export function recordOf(db: Connection, profileKey: number): KeyRecord {
  const row = statement<[number], RecordColumns>(db, 'SELECT * FROM profiles WHERE key = ?').get(profileKey)
  if (!row) throw new CallError('PROFILE_LIST_DAMAGED')
  const next = nextWraps(db, profileKey)
  return {
    version: 1,
    profileId: row.id,
    userName: row.user_name,
    email: row.email,
    createdAt: row.created_at,
    generation: row.generation ?? 1,
    password: wrapOf(db, profileKey, 'password'),
    recovery: wrapOf(db, profileKey, 'recovery'),
    ...(next ? { next: { password: inRecord(next.password), recovery: inRecord(next.recovery) } } : {}),
  }
}

function parts(wrap: WrapInRecord | null): readonly unknown[] | null {
  return wrap && [wrap.memory, wrap.passes, wrap.parallelism, wrap.salt, wrap.wrapped]
}

/** SHA-256 over all of a record, in an order of its own. */
export function digestOf(record: KeyRecord): string {
  const { createdAt, email, generation, next, password, recovery, userName, version } = record
  const all = [
    version,
    record.profileId,
    userName,
    email,
    createdAt,
    generation,
    parts(password),
    parts(recovery),
    // Not there in records from before there was such a thing.
    ...(next ? [parts(next.password), parts(next.recovery)] : []),
  ]
  return createHash('sha256').update(JSON.stringify(all)).digest('base64')
}

/** Whether what opens a profile is as it was written. */
export function isIntact(
  db: Connection,
  profile: { readonly key: number; readonly digest: string },
): boolean {
  return profile.digest === digestOf(recordOf(db, profile.key))
}

/** Stands in place of the digest of a record that is known to be damaged, and has no copy to be put right from. */
export const doubtful = ''

function setDigest(db: Connection, profileKey: number, digest: string): void {
  statement<[string, number]>(db, 'UPDATE profiles SET digest = ? WHERE key = ?').run(digest, profileKey)
}

/** Writes down that the record of a profile, as it stands now, is of this generation and as it should be. */
export function sealRecord(db: Connection, profileKey: number, generation: number): void {
  statement<[number, number]>(db, 'UPDATE profiles SET generation = ? WHERE key = ?').run(
    generation,
    profileKey,
  )
  setDigest(db, profileKey, digestOf(recordOf(db, profileKey)))
}

/** Writes down that the record of a profile is not as it was written. */
export function markDoubtful(db: Connection, profileKey: number): void {
  setDigest(db, profileKey, doubtful)
}
