import { readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Connection } from './connection.ts'
import { copyInto, flush } from './copying.ts'

/** One step of a schema. A step that was shipped is never edited; its place in the list is the version it makes. */
export type Migration = (db: Connection) => void

/** Keeps a database as it is before its schema, of this version, is changed. */
export type CopyBefore = (db: Connection, version: number) => void

/** Where there is another copy already. */
export const withoutCopy: CopyBefore = () => undefined

/** Copies a database under the same key. The name appears only when the copy is whole. */
export function copyTo(db: Connection, copy: string): void {
  const unfinished = `${copy}.unfinished`
  rmSync(unfinished, { force: true })
  copyInto(db, unfinished)
  renameSync(unfinished, copy)
  flush(dirname(copy))
}

/** Leaves the copy beside the database, in place of older ones. */
export const copyBeside: CopyBefore = (db, version) => {
  const start = `${basename(db.name)}.before-`
  const copy = `${start}${version}`
  copyTo(db, join(dirname(db.name), copy))
  const older = readdirSync(dirname(db.name)).filter((name) => name.startsWith(start) && name !== copy)
  for (const name of older) rmSync(join(dirname(db.name), name))
}

function runStep(db: Connection, step: Migration, version: number): void {
  db.transaction(() => {
    step(db)
    const broken = db.prepare('PRAGMA foreign_key_check').get()
    if (broken !== undefined) throw new Error(`Migration ${version} breaks a foreign key`)
    db.pragma(`user_version = ${version}`)
  }).immediate()
}

/**
 * Brings a schema up to date: each step in one transaction with its version, after a copy of the database as it was
 * (none of a new one). A step that throws leaves the version before it.
 * Foreign keys are off meanwhile, so that a step can rebuild a table that others refer to; they are checked instead.
 */
export function migrate(
  db: Connection,
  migrations: readonly Migration[],
  copyBefore: CopyBefore = copyBeside,
): void {
  const found = Number(db.pragma('user_version', { simple: true }))
  if (found >= migrations.length) return
  if (found > 0) copyBefore(db, found)
  db.pragma('foreign_keys = OFF')
  try {
    migrations.slice(found).forEach((step, index) => runStep(db, step, found + index + 1))
  } finally {
    db.pragma('foreign_keys = ON')
  }
  db.pragma('wal_checkpoint(TRUNCATE)')
}
