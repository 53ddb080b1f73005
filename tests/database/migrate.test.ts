import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Connection } from '../../electron/core/database/connection.ts'
import { openConnection } from '../../electron/core/database/connection.ts'
import type { Migration } from '../../electron/core/database/migrate.ts'
import { profileMigrations } from '../../electron/core/database/migrations/profileMigrations.ts'
import { openDatabase } from '../../electron/core/database/openDatabase.ts'
import { filesOf, temporaryFolder } from './temporaryProfile.ts'

const first: Migration = (db) =>
  db.exec(`
    CREATE TABLE owners (key INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE pets (key INTEGER PRIMARY KEY, owner_key INTEGER NOT NULL REFERENCES owners (key)) STRICT;
    INSERT INTO owners VALUES (1, 'Ada Marker');
    INSERT INTO pets VALUES (1, 1);
  `)
/** Rebuilds a table that another refers to, which foreign keys would forbid. */
const rebuild: Migration = (db) =>
  db.exec(`
    CREATE TABLE new_owners (key INTEGER PRIMARY KEY, name TEXT NOT NULL, age INTEGER) STRICT;
    INSERT INTO new_owners (key, name) SELECT key, name FROM owners;
    DROP TABLE owners;
    ALTER TABLE new_owners RENAME TO owners;
  `)
const addColumn: Migration = (db) => db.exec('ALTER TABLE pets ADD COLUMN name TEXT')

const throwing: Migration = () => {
  throw new Error('stop')
}

const encrypted = () => ({ file: join(temporaryFolder(), 'some.db'), dataKey: randomBytes(32) })

function open(options: ReturnType<typeof encrypted>, steps: readonly Migration[]): Connection {
  const db = openDatabase(options, steps)
  onTestFinished(() => void db.close())
  return db
}

const versionOf = (db: Connection): unknown => db.pragma('user_version', { simple: true })
const namesBeside = ({ file }: { file: string }): readonly string[] =>
  readdirSync(join(file, '..')).toSorted()

describe('migrations', () => {
  it('make a new database without a copy', () => {
    const options = encrypted()
    const db = open(options, [first, rebuild])
    expect(versionOf(db)).toBe(2)
    db.close()
    expect(namesBeside(options)).toEqual(['some.db'])
  })

  it('bring the version before up to date, keep its rows and leave a readable, encrypted copy of it', () => {
    const options = encrypted()
    open(options, [first]).close()
    const db = open(options, [first, rebuild])
    expect(versionOf(db)).toBe(2)
    expect(db.prepare('SELECT * FROM owners').all()).toEqual([{ key: 1, name: 'Ada Marker', age: null }])
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
    db.close()
    expect(namesBeside(options)).toEqual(['some.db', 'some.db.before-1'])
    for (const bytes of filesOf(join(options.file, '..')).values()) {
      expect(bytes.includes('Ada Marker')).toBe(false)
    }
    const copy = openConnection({ ...options, file: `${options.file}.before-1` })
    expect(versionOf(copy)).toBe(1)
    expect(copy.prepare('SELECT * FROM owners').all()).toEqual([{ key: 1, name: 'Ada Marker' }])
    copy.close()
  })

  it('undo a step that throws, wholly, and can be run again', () => {
    const options = encrypted()
    open(options, [first]).close()
    const failing: Migration = (db) => {
      addColumn(db)
      db.exec(`UPDATE owners SET name = 'lost'`)
      throwing(db)
    }
    expect(() => openDatabase(options, [first, failing])).toThrow('stop')
    const before = open(options, [first])
    expect(versionOf(before)).toBe(1)
    expect(before.prepare('SELECT name FROM owners').pluck().all()).toEqual(['Ada Marker'])
    expect(before.prepare('SELECT * FROM pets').all()).toEqual([{ key: 1, owner_key: 1 }])
    before.close()
    expect(versionOf(open(options, [first, addColumn]))).toBe(2)
  })

  it('keep what the steps before a throwing one have done', () => {
    const options = encrypted()
    open(options, [first]).close()
    expect(() => openDatabase(options, [first, rebuild, throwing])).toThrow('stop')
    expect(versionOf(open(options, [first, rebuild]))).toBe(2)
  })

  it('refuse a step that breaks a foreign key', () => {
    const options = encrypted()
    open(options, [first]).close()
    expect(() => openDatabase(options, [first, (db) => db.exec('DELETE FROM owners')])).toThrow('foreign key')
    expect(open(options, [first]).prepare('SELECT count(*) FROM owners').pluck().get()).toBe(1)
  })

  it('keep the newest copy only', () => {
    const options = encrypted()
    open(options, [first]).close()
    open(options, [first, rebuild]).close()
    open(options, [first, rebuild, addColumn]).close()
    expect(namesBeside(options)).toEqual(['some.db', 'some.db.before-2'])
  })

  it('make the tables of a profile strict', () => {
    const db = open(encrypted(), profileMigrations)
    const loose = `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
      AND strict = 0 AND name NOT LIKE 'sqlite_%'`
    expect(db.prepare(loose).pluck().all()).toEqual([])
  })
})
