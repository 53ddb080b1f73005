import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Connection } from '../../electron/core/database/connection.ts'
import { profileMigrations } from '../../electron/core/database/migrations/profileMigrations.ts'
import { openDatabase } from '../../electron/core/database/openDatabase.ts'
import { temporaryFolder } from './temporaryProfile.ts'

const user = { role: 'user', state: 'complete', shown: 1, model: null, finished: null, error: null }
const answer = { ...user, role: 'assistant', model: 'local:starter', finished: 5 }
const root = { ...user, role: 'root', parent: null, depth: -1, time: null }

type Row = Record<string, string | number | null>

function insert(db: Connection, row: Row & { readonly key: number }): void {
  const sql = `
    INSERT INTO messages (key, id, conversation_key, parent_key, time_key, depth, role, shown, state, error_code,
      model_id, model_name, created_at, finished_at, text)
    VALUES (@key, 'id-' || @key, @conversation, @parent, @time, @depth, @role, @shown, @state, @error, @model,
      @model, 1, @finished, iif(@role = 'root', '', 'text'))`
  db.prepare(sql).run({ conversation: 1, time: row.key, ...row })
}

function insertConversation(db: Connection, key: number): void {
  db.prepare(
    `INSERT INTO conversations (key, id, title, created_at, updated_at, model_id)
     VALUES (?, 'c' || ?, 't', 1, 1, 'm')`,
  ).run(key, key)
}

/** Two conversations of one turn each: root <- 1 <- 2 and root <- 11 <- 12. */
function twoTrees(): Connection {
  const db = openDatabase(
    { file: join(temporaryFolder(), 'confab.db'), dataKey: randomBytes(32) },
    profileMigrations,
  )
  onTestFinished(() => void db.close())
  for (const key of [1, 2]) insertConversation(db, key)
  insert(db, { ...user, key: 1, parent: -1, depth: 0 })
  insert(db, { ...answer, key: 2, parent: 1, depth: 1 })
  insert(db, { ...user, key: 11, conversation: 2, parent: -2, depth: 0 })
  insert(db, { ...answer, key: 12, conversation: 2, parent: 11, depth: 1 })
  return db
}

describe('the schema of messages', () => {
  it.each<[string, Row]>([
    ['a second root', root],
    ['a root by a person', { ...root, role: 'user' }],
    ['a root that is not above the first messages', { ...root, depth: 0 }],
    ['a message without a parent', { ...user, parent: null, depth: 0 }],
    ['a parent of another conversation', { ...user, parent: 12, depth: 2 }],
    ['the root of another conversation as parent', { ...user, parent: -2, depth: 0, shown: 0 }],
    ['a parent that does not exist', { ...user, parent: 99, depth: 2 }],
    ['a depth that skips one', { ...user, parent: 2, depth: 3 }],
    ['an answer to an answer', { ...answer, parent: 2, depth: 2 }],
    ['two shown versions', { ...answer, parent: 1, depth: 1 }],
    ['two shown versions of the first message', { ...user, parent: -1, depth: 0 }],
    ['an answer without a model', { ...answer, model: null, parent: 1, depth: 1, shown: 0 }],
    ['an unfinished message of the person', { ...user, state: 'streaming', parent: 2, depth: 2 }],
    ['a failure without a reason', { ...answer, state: 'failed', parent: 1, depth: 1, shown: 0 }],
    ['a reason without a failure', { ...answer, error: 'TOO_LONG', parent: 1, depth: 1, shown: 0 }],
    ['a conversation that does not exist', { ...user, conversation: 9, parent: 2, depth: 2 }],
    ['a time key that is taken', { ...user, parent: 2, depth: 2, time: 12 }],
    ['a message that has no time key', { ...user, parent: 2, depth: 2, time: null }],
  ])('refuses %s', (_, row) => {
    const db = twoTrees()
    expect(() => insert(db, { ...row, key: 50 })).toThrow(/constraint|fit|FOREIGN/u)
    expect(db.prepare(`SELECT count(*) FROM messages WHERE role <> 'root'`).pluck().get()).toBe(4)
  })

  it.each<[string, Row]>([
    ['another first message', { ...user, parent: -1, depth: 0, shown: 0 }],
    ['another answer', { ...answer, parent: 1, depth: 1, shown: 0 }],
    [
      'a message of the person below one of theirs, whose answer was deleted',
      { ...user, parent: 1, depth: 1, shown: 0 },
    ],
    [
      'a beginning by a model, as another program has exported it',
      { ...answer, parent: -1, depth: 0, shown: 0 },
    ],
  ])('takes %s', (_, row) => {
    const db = twoTrees()
    insert(db, { ...row, key: 50 })
    expect(db.prepare('SELECT count(*) FROM messages WHERE key = 50').pluck().get()).toBe(1)
  })

  it('refuses a message below one that was taken away', () => {
    const db = twoTrees()
    db.exec('UPDATE messages SET deleted_at = 1, shown = 0 WHERE key = 2')
    expect(() => insert(db, { ...user, key: 50, parent: 2, depth: 2 })).toThrow('fit')
  })

  it('refuses two answers being written at once in one conversation', () => {
    const db = twoTrees()
    const streaming = { ...answer, state: 'streaming', finished: null, shown: 0, parent: 1, depth: 1 }
    insert(db, { ...streaming, key: 50 })
    expect(() => insert(db, { ...streaming, key: 51 })).toThrow('UNIQUE')
  })

  it.each([
    'parent_key = 12',
    'conversation_key = 2',
    'depth = 3',
    `role = 'user'`,
    `id = 'other'`,
    'time_key = 9',
  ])('refuses to move a message: %s', (change) => {
    const db = twoTrees()
    expect(() => db.exec(`UPDATE messages SET ${change} WHERE key = 2`)).toThrow('stays where it is')
  })

  it.each([12, -1, 'NULL'])('refuses %s as head, which is not a message of its conversation', (head) => {
    const db = twoTrees()
    const set = (key: number | string) => db.exec(`UPDATE conversations SET head_key = ${key} WHERE key = 1`)
    set(2)
    expect(() => set(head)).toThrow('head')
  })

  it('refuses to delete a message from under its answers', () => {
    const db = twoTrees()
    expect(() => db.exec('DELETE FROM messages WHERE key = 1')).toThrow('FOREIGN KEY')
  })

  it('deletes the root and all below it with the conversation', () => {
    const db = twoTrees()
    db.exec('DELETE FROM conversations WHERE key = 1')
    expect(db.prepare('SELECT key FROM messages ORDER BY key').pluck().all()).toEqual([-2, 11, 12])
  })
})

describe('the schema of folders', () => {
  it('refuses to nest them twice, on the way in and when moved', () => {
    const db = twoTrees()
    const add = db.prepare(
      `INSERT INTO folders (key, id, name, parent_key, created_at) VALUES (?, ?, 'f', ?, 1)`,
    )
    add.run(1, 'a', null)
    add.run(2, 'b', 1)
    add.run(3, 'c', null)
    expect(() => add.run(4, 'd', 2)).toThrow('nest once')
    expect(() => db.exec('UPDATE folders SET parent_key = 3 WHERE key = 1')).toThrow('nest once')
    expect(() => db.exec('UPDATE folders SET parent_key = 2 WHERE key = 3')).toThrow('nest once')
    expect(() => db.exec('UPDATE folders SET parent_key = 3 WHERE key = 3')).toThrow('nest once')
    db.exec('UPDATE folders SET parent_key = 3 WHERE key = 2')
  })
})
