import type { ProfileId } from '../../../../shared/contract/base.ts'
import { openReadOnly, type Connection } from '../connection.ts'
import { digestOf, keyRecord, recordOf, type KeyRecord } from './keyRecords.ts'
import { deletedProfiles } from './profiles.ts'

export interface SalvagedProfile {
  readonly record: KeyRecord
  /** As it was written; else some bit of it has changed, and perhaps not one that matters. */
  readonly isIntact: boolean
  readonly failedAttempts: number
}

/** What could be read of a damaged list. */
export interface Salvage {
  readonly profiles: readonly SalvagedProfile[]
  /** Deleted profiles whose folders may still be there. */
  readonly deleted: readonly ProfileId[]
}

/** Looks at a damaged database. What cannot be read, for whatever reason, is as good as not there. */
function tried<Result>(look: () => Result, otherwise: Result): Result {
  try {
    return look()
  } catch {
    return otherwise
  }
}

/** The keys of all profiles up to the first that cannot be reached. */
function keysIn(db: Connection): readonly number[] {
  const keys: number[] = []
  tried(() => {
    for (const key of db.prepare<[], number>('SELECT key FROM profiles').pluck().iterate()) keys.push(key)
  }, undefined)
  return keys
}

interface OwnColumns {
  readonly failed_attempts: number
  /** Absent before version 2 of the list. */
  readonly digest?: string
}

function profileIn(db: Connection, key: number): readonly SalvagedProfile[] {
  const record = keyRecord.safeParse(recordOf(db, key))
  const own = db.prepare<[number], OwnColumns>('SELECT * FROM profiles WHERE key = ?').get(key)
  if (!record.success || !own || !(record.data.password ?? record.data.recovery)) return []
  const isIntact = own.digest === undefined || own.digest === digestOf(record.data)
  return [{ record: record.data, isIntact, failedAttempts: own.failed_attempts }]
}

/** Reads what can still be read of a damaged list, which stays as it is. */
export function salvage(file: string): Salvage {
  const db = tried(() => openReadOnly({ file }), null)
  if (!db) return { profiles: [], deleted: [] }
  try {
    const profiles = keysIn(db).flatMap((key) => tried(() => profileIn(db, key), []))
    return { profiles, deleted: tried(() => deletedProfiles(db), []) }
  } finally {
    db.close()
  }
}
