import type { Connection } from '../connection.ts'
import { statement } from '../statement.ts'

/** Wrong passwords and codes, the one being checked included. */
export interface AttemptColumns {
  readonly failedAttempts: number
  /** Of the last of them, with its wait: epoch milliseconds, 0 when it is not known. */
  readonly blockedUntil: number
}

/** All that are counted on this machine: since the last right one of each profile, and at names that nobody has. */
export function attemptsOfMachine(db: Connection): AttemptColumns {
  const sql = `
    SELECT sum(failed_attempts) AS failedAttempts, max(blocked_until) AS blockedUntil FROM (
      SELECT failed_attempts, blocked_until FROM profiles
      UNION ALL SELECT failed_attempts, blocked_until FROM unknown_attempts
    )`
  return statement<[], AttemptColumns>(db, sql).get() ?? { failedAttempts: 0, blockedUntil: 0 }
}

/** Counts one more at a profile; null is a name that no profile has. */
export function addAttempt(db: Connection, profileKey: number | null, blockedUntil: number): void {
  const table = profileKey === null ? 'unknown_attempts' : 'profiles'
  const sql = `UPDATE ${table} SET failed_attempts = failed_attempts + 1, blocked_until = ? WHERE key = ?`
  statement<[number, number]>(db, sql).run(blockedUntil, profileKey ?? 1)
}

export function setAttempts(db: Connection, profileKey: number, attempts: AttemptColumns): void {
  const sql = 'UPDATE profiles SET failed_attempts = ?, blocked_until = ? WHERE key = ?'
  const { blockedUntil, failedAttempts } = attempts
  statement<[number, number, number]>(db, sql).run(failedAttempts, blockedUntil, profileKey)
}

/** Forgets all attempts on this machine. */
export function forgetAttempts(db: Connection): void {
  for (const table of ['profiles', 'unknown_attempts']) {
    statement<[]>(db, `UPDATE ${table} SET failed_attempts = 0, blocked_until = 0`).run()
  }
}

/** No wait lasts beyond this time. */
export function shortenWaits(db: Connection, until: number): void {
  for (const table of ['profiles', 'unknown_attempts']) {
    statement<[number]>(db, `UPDATE ${table} SET blocked_until = min(blocked_until, ?)`).run(until)
  }
}
