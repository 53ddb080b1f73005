import type { Connection } from '../connection.ts'
import { statement } from '../statement.ts'

/** A key wrapped under a secret that a person knows. */
export interface SecretWrap {
  /** In KiB. */
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
  readonly salt: Buffer
  readonly wrapped: Buffer
}

/** A key wrapped under `outerKey`, which the operating system has wrapped in turn. */
export interface KeyStoreWrap {
  readonly outerKey: Buffer
  readonly wrapped: Buffer
}

export type SecretPurpose = 'password' | 'recovery'
export type SecretWraps = Readonly<Record<SecretPurpose, SecretWrap>>

/** The wraps of the key of the next database, while it is put in the place of the present one; null at all other times. */
export function nextWraps(db: Connection, profileKey: number): SecretWraps | null {
  const password = nextWrap(db, profileKey, 'password')
  const recovery = nextWrap(db, profileKey, 'recovery')
  return password && recovery ? { password, recovery } : null
}

function nextWrap(db: Connection, profileKey: number, purpose: SecretPurpose): SecretWrap | undefined {
  // A list of a former version is read before it is brought up to date.
  const isKnown = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'next_key_wraps'`).get() !== undefined
  if (!isKnown) return undefined
  const sql = `
    SELECT memory, passes, parallelism, salt, wrapped FROM next_key_wraps
    WHERE profile_key = ? AND purpose = ?`
  return statement<[number, SecretPurpose], SecretWrap>(db, sql).get(profileKey, purpose)
}

export function replaceNextWraps(db: Connection, profileKey: number, wraps: SecretWraps): void {
  const sql = `
    INSERT OR REPLACE INTO next_key_wraps (profile_key, purpose, memory, passes, parallelism, salt, wrapped)
    VALUES (@profileKey, @purpose, @memory, @passes, @parallelism, @salt, @wrapped)`
  for (const purpose of ['password', 'recovery'] as const) {
    const row = { ...wraps[purpose], profileKey, purpose }
    statement<[typeof row]>(db, sql).run(row)
  }
}

export function deleteNextWraps(db: Connection, profileKey: number): void {
  statement<[number]>(db, 'DELETE FROM next_key_wraps WHERE profile_key = ?').run(profileKey)
}

export function secretWrap(
  db: Connection,
  profileKey: number,
  purpose: SecretPurpose,
): SecretWrap | undefined {
  const sql = `
    SELECT memory, passes, parallelism, salt, wrapped FROM key_wraps WHERE profile_key = ? AND purpose = ?`
  return statement<[number, SecretPurpose], SecretWrap>(db, sql).get(profileKey, purpose)
}

export function keyStoreWrap(db: Connection, profileKey: number): KeyStoreWrap | undefined {
  const sql = `
    SELECT outer_key AS outerKey, wrapped FROM key_wraps WHERE profile_key = ? AND purpose = 'key-store'`
  return statement<[number], KeyStoreWrap>(db, sql).get(profileKey)
}

export function replaceSecretWrap(
  db: Connection,
  profileKey: number,
  purpose: SecretPurpose,
  wrap: SecretWrap,
): void {
  const sql = `
    INSERT OR REPLACE INTO key_wraps (profile_key, purpose, memory, passes, parallelism, salt, wrapped)
    VALUES (@profileKey, @purpose, @memory, @passes, @parallelism, @salt, @wrapped)`
  const row = { ...wrap, profileKey, purpose }
  statement<[typeof row]>(db, sql).run(row)
}

export function replaceKeyStoreWrap(db: Connection, profileKey: number, wrap: KeyStoreWrap): void {
  const sql = `
    INSERT OR REPLACE INTO key_wraps (profile_key, purpose, outer_key, wrapped)
    VALUES (@profileKey, 'key-store', @outerKey, @wrapped)`
  const row = { ...wrap, profileKey }
  statement<[typeof row]>(db, sql).run(row)
}

export function deleteKeyStoreWrap(db: Connection, profileKey: number): void {
  const sql = `DELETE FROM key_wraps WHERE profile_key = ? AND purpose = 'key-store'`
  statement<[number]>(db, sql).run(profileKey)
}
