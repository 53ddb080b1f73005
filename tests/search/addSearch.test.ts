import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openConnection, type Connection } from '../../electron/core/database/connection.ts'
import { migrate, withoutCopy } from '../../electron/core/database/migrate.ts'
import { profileMigrations } from '../../electron/core/database/migrations/profileMigrations.ts'
import { tidySearch } from '../../electron/core/database/search/searchUpkeep.ts'
import { mostIndexedWords } from '../../shared/search/searchWords.ts'
import { temporaryFolder } from '../database/temporaryProfile.ts'

/** The version that this migration makes. */
const version = 4

function openAt(steps: number): Connection {
  const db = openConnection({ file: join(temporaryFolder(), 'confab.db'), dataKey: randomBytes(32) })
  onTestFinished(() => void db.close())
  migrate(db, profileMigrations.slice(0, steps), withoutCopy)
  return db
}

function addChat(db: Connection, key: number, title: string): void {
  db.prepare(
    `INSERT INTO conversations (key, id, title, created_at, updated_at, model_id)
     VALUES (?, ?, ?, 1, 1, 'local:starter')`,
  ).run(key, randomUUID(), title)
}

function addMessage(db: Connection, conversation: number, at: number, text: string): void {
  db.prepare(
    `INSERT INTO messages (id, conversation_key, parent_key, time_key, depth, role, shown, state, created_at, text)
     VALUES (?, ?, ?, ?, 0, 'user', 0, 'complete', ?, ?)`,
  ).run(randomUUID(), conversation, -conversation, at * 1024, at, text)
}

/** An answer below the only message of a conversation. */
function addAnswer(db: Connection, conversation: number, at: number, name: string, text: string): void {
  db.prepare(
    `INSERT INTO messages (id, conversation_key, parent_key, time_key, depth, role, shown, state, model_id,
       model_name, created_at, finished_at, text)
     SELECT ?, ?, key, ?, 1, 'assistant', 0, 'complete', 'local:starter', ?, ?, ?, ?
     FROM messages WHERE conversation_key = ? AND depth = 0 LIMIT 1`,
  ).run(randomUUID(), conversation, at * 1024, name, at, at, text, conversation)
}

const found = (db: Connection, word: string): readonly number[] =>
  db
    .prepare<[string], number>(
      'SELECT rowid / 1024 FROM message_words WHERE message_words MATCH ? ORDER BY rowid',
    )
    .pluck()
    .all(`"${word}"`)

const titled = (db: Connection, word: string): readonly number[] =>
  db
    .prepare<[string], number>('SELECT rowid FROM conversation_words WHERE conversation_words MATCH ?')
    .pluck()
    .all(`"${word}"`)

/** Throws where an index does not say what its tables say. */
function checkIndexes(db: Connection): void {
  db.exec(`INSERT INTO message_words (message_words, rank) VALUES ('integrity-check', 1)`)
  db.exec(`INSERT INTO conversation_words (conversation_words, rank) VALUES ('integrity-check', 1)`)
}

describe('the migration that bounds the search', () => {
  it('leaves the first words of a long message in the index, also of one that was indexed whole', () => {
    const before = profileMigrations.findIndex(({ name }) => name === 'boundSearch')
    const db = openAt(before)
    const long = `first ${'漢'.repeat(mostIndexedWords - 1)} last`
    addChat(db, 1, 'Long')
    addMessage(db, 1, 10, long)
    addAnswer(db, 1, 20, 'Starter', 'a short last word')
    expect(found(db, 'last')).toEqual([10, 20])
    migrate(db, profileMigrations, withoutCopy)
    addAnswer(db, 1, 30, 'Starter', long)
    checkIndexes(db)
    expect(found(db, 'last')).toEqual([20])
    expect(found(db, 'first')).toEqual([10, 30])
    db.prepare('UPDATE messages SET text = ? WHERE time_key = ?').run(`new ${long}`, 30 * 1024)
    checkIndexes(db)
    db.prepare('DELETE FROM messages WHERE time_key = ?').run(30 * 1024)
    checkIndexes(db)
    expect(found(db, 'first')).toEqual([10])
  })
})

describe('the migration that adds the search', () => {
  it('indexes what a database of the version before has, titles and models too', () => {
    const db = openAt(version - 1)
    addChat(db, 1, 'Pages and Élan')
    addMessage(db, 1, 10, 'What is a page?')
    addAnswer(db, 1, 20, 'Starter, formerly', 'A page is 北京.')
    addAnswer(db, 1, 30, 'Starter', '')
    migrate(db, profileMigrations.slice(0, version), withoutCopy)
    expect(found(db, 'page')).toEqual([10, 20])
    expect(found(db, '北 京')).toEqual([20])
    expect(titled(db, 'elan')).toEqual([1])
    expect(db.prepare('SELECT model_id, model_name FROM answer_models').all()).toEqual([
      { model_id: 'local:starter', model_name: 'Starter' },
    ])
    checkIndexes(db)
  })

  it('finds nothing in an empty database, and is whole', () => {
    const db = openAt(version)
    expect(found(db, 'page')).toEqual([])
    checkIndexes(db)
  })
})

describe('the index', () => {
  it('follows what is written, changed and deleted, by whatever statement', () => {
    const db = openAt(profileMigrations.length)
    addChat(db, 1, 'Pages')
    addChat(db, 2, 'Other')
    addMessage(db, 1, 10, 'first page')
    addMessage(db, 1, 11, 'second page')
    addMessage(db, 2, 12, 'third page')
    expect(found(db, 'page')).toEqual([10, 11, 12])
    db.exec(`UPDATE messages SET text = 'second leaf' WHERE time_key = 11 * 1024`)
    expect(found(db, 'page')).toEqual([10, 12])
    expect(found(db, 'leaf')).toEqual([11])
    db.exec(`UPDATE messages SET text = '' WHERE time_key = 11 * 1024`)
    expect(found(db, 'leaf')).toEqual([])
    db.exec(`UPDATE conversations SET title = 'Leaves' WHERE key = 1`)
    expect(titled(db, 'pages')).toEqual([])
    expect(titled(db, 'leaves')).toEqual([1])
    db.exec(`DELETE FROM messages WHERE time_key = 10 * 1024`)
    expect(found(db, 'page')).toEqual([12])
    checkIndexes(db)
  })

  it('loses what a deletion takes along, and keeps it where the deletion is rolled back', () => {
    const db = openAt(profileMigrations.length)
    addChat(db, 1, 'Pages')
    addMessage(db, 1, 10, 'a page')
    const undone = db.transaction(() => {
      db.exec('DELETE FROM conversations WHERE key = 1')
      throw new Error('undone')
    })
    expect(undone).toThrow('undone')
    expect(found(db, 'page')).toEqual([10])
    db.exec('DELETE FROM conversations WHERE key = 1')
    expect(found(db, 'page')).toEqual([])
    expect(titled(db, 'pages')).toEqual([])
    checkIndexes(db)
  })

  it('is rid of the words of what was deleted, in slices, once a day at most', () => {
    const db = openAt(profileMigrations.length)
    addChat(db, 1, 'Pages')
    for (let batch = 0; batch < 4; batch += 1) {
      const from = batch * 100
      db.transaction(() => {
        for (let at = from + 1; at <= from + 100; at += 1) addMessage(db, 1, at, `page ${at} secret${at}`)
      })()
    }
    db.exec(`CREATE VIRTUAL TABLE vocabulary USING fts5vocab ('message_words', 'row')`)
    const secrets = () =>
      Number(db.prepare(`SELECT count(*) FROM vocabulary WHERE term GLOB 'secret*'`).pluck().get())
    const day = 24 * 3_600_000
    expect(tidySearch(db, day)).toBe(false)
    db.exec('DELETE FROM messages WHERE time_key < 399 * 1024 AND depth = 0')
    while (tidySearch(db, day));
    expect(secrets()).toBe(2)
    db.exec('DELETE FROM messages WHERE depth = 0')
    while (tidySearch(db, 2 * day - 1));
    while (tidySearch(db, 2 * day));
    expect(secrets()).toBe(0)
    checkIndexes(db)
  })

  it('is not written for an answer on its way, which has no text yet', () => {
    const db = openAt(profileMigrations.length)
    addChat(db, 1, 'Pages')
    addMessage(db, 1, 10, 'a page')
    const size = () => db.prepare('SELECT count(*), sum(length(block)) FROM message_words_data').raw().get()
    const before = size()
    addAnswer(db, 1, 20, 'Starter', '')
    db.exec(`UPDATE messages SET reasoning = 'thinking of a page' WHERE time_key = 20 * 1024`)
    expect(size()).toEqual(before)
  })
})
