import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Connection } from './connection.ts'

/** One step of a schema. A step that was shipped is never edited; its place in the list is the version it makes. */
export type Migration = (db: Connection) => void

function copyName(file: string, version: number): string {
  return `${file}.before-${version}`
}

/** The copies that migrations left beside a database. */
function copiesOf(file: string): readonly string[] {
  const start = `${basename(file)}.before-`
  return readdirSync(dirname(file))
    .filter((name) => name.startsWith(start))
    .map((name) => join(dirname(file), name))
}

/** Removes the copies that migrations left, which still hold what was deleted since. */
export function removeCopies(file: string): void {
  for (const copy of copiesOf(file)) rmSync(copy, { force: true })
}

function flush(file: string): void {
  const descriptor = openSync(file, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Copies the database under the same key. The name appears only when the copy is whole; then older ones go. */
function copyBefore(db: Connection, version: number): void {
  const copy = copyName(db.name, version)
  const unfinished = `${copy}.unfinished`
  rmSync(unfinished, { force: true })
  db.prepare('VACUUM INTO ?').run(unfinished)
  flush(unfinished)
  renameSync(unfinished, copy)
  for (const other of copiesOf(db.name)) if (other !== copy) rmSync(other)
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
export function migrate(db: Connection, migrations: readonly Migration[]): void {
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
