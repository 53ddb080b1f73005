/**
 * Puts a prepared database in the place of another, so that a process killed at any instant leaves either the old one
 * or the new one, whole, and loses neither.
 *
 * The new one is written beside the old, whole and on the disk, under the name `restored-<what>-<time>.db`. Once that
 * name is there the restoration has happened: whoever opens the profile next finishes it. Before, nothing has changed.
 * Finishing moves the old database aside with its WAL, which SQLite would else apply to the new one, since both are
 * encrypted with the same key. Every step can be done again after a kill.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { flush } from '../database/copying.ts'
import { backupFile, backupFolderOf } from './backupFolder.ts'
import { nameTime, newBackupId } from './backupNames.ts'

/** What is there before: `sound` becomes a backup, `damaged` is kept beside the database. */
export type Former = 'sound' | 'damaged'

const form = /^restored-(sound|damaged)-(\d+)\.db$/u

/** Where the database that is to take the place of `file` is prepared. Nothing has happened while it has this name. */
export function preparedFile(file: string): string {
  return `${file}.restoring`
}

/** Removes what was prepared and is not needed, whole or not. */
export function removePrepared(prepared: string): void {
  for (const beside of ['', '.unfinished', '.unfinished-journal', '.unfinished-wal', '.unfinished-shm']) {
    rmSync(`${prepared}${beside}`, { force: true })
  }
}

/** From here on the prepared database is the one that counts. @throws as the file system does, with nothing changed */
export function commitRestoration(file: string, former: Former, now: number): void {
  renameSync(preparedFile(file), path.join(path.dirname(file), `restored-${former}-${now}.db`))
  flush(path.dirname(file))
}

/** Where the old database goes. A sound one is a backup only without a WAL, which would not go with it. */
function placeOfFormer(file: string, former: Former, time: number): string {
  if (former === 'damaged' || existsSync(`${file}-wal`)) return `${file}.damaged-${nameTime(time)}`
  const folder = backupFolderOf(file)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return backupFile(folder, newBackupId('before-restore', time))
}

function moveIfThere(from: string, to: string): void {
  if (existsSync(from)) renameSync(from, to)
}

/** Moves the old database aside; answers with where it is, null when there was none. */
function moveAside(file: string, former: Former, time: number): string | null {
  rmSync(`${file}-shm`, { force: true })
  // Whoever only looks at a database leaves an empty WAL where there was none.
  if (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size === 0) rmSync(`${file}-wal`)
  const place = placeOfFormer(file, former, time)
  // First the database: were its WAL to go first and the process then be killed, the next look would take the database
  // for one without a WAL. A WAL without its database waits here for its turn.
  const isThere = existsSync(file)
  moveIfThere(file, place)
  moveIfThere(`${file}-wal`, `${file}.damaged-${nameTime(time)}-wal`)
  return isThere ? place : null
}

/**
 * Finishes a restoration, begun by this process or by one that was killed. Nobody has the database open.
 * Answers with where the former database is kept; null when there was none, or nothing to finish.
 */
export function finishRestoration(file: string): string | null {
  const folder = path.dirname(file)
  if (!existsSync(folder)) return null
  for (const name of readdirSync(folder)) {
    const [, former, time] = form.exec(name) ?? []
    if (former === undefined) continue
    const kept = moveAside(file, former as Former, Number(time))
    renameSync(path.join(folder, name), file)
    flush(folder)
    return kept
  }
  return null
}
