import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Connection } from '../../electron/core/database/connection.ts'
import { profileMigrations } from '../../electron/core/database/migrations/profileMigrations.ts'
import { openDatabase } from '../../electron/core/database/openDatabase.ts'
import { temporaryFolder } from './temporaryProfile.ts'

const user = { role: 'user', state: 'complete', shown: 1, model: null, finished: null, error: null }
const answer = { ...user, role: 'assistant', model: 'local:starter', finished: 5 }

type Row = Record<string, string | number | null>

function insert(db: Connection, row: Row): void {
  const sql = `
    INSERT INTO messages (key, id, conversation_key, parent_key, depth, role, shown, state, error_code, model_id,
      model_name, created_at, finished_at, text)
    VALUES (@key, 'id-' || @key, @conversation, @parent, @depth, @role, @shown, @state, @error, @model,
      @model, 1, @finished, 'text')`
  db.prepare(sql).run({ conversation: 1, ...row })
}

/** Two conversations of one turn each: 1 <- 2 and 11 <- 12. */
function twoTrees(): Connection {
  const db = openDatabase(
    { file: join(temporaryFolder(), 'confab.db'), dataKey: randomBytes(32) },
    profileMigrations,
  )
  onTestFinished(() => void db.close())
  for (const key of [1, 2]) {
    db.prepare(
      `INSERT INTO conversations (key, id, title, created_at, updated_at, model_id, head_key, deleted_at) VALUES (?, 'c' || ?, 't', 1, 1, 'm', NULL, NULL)`,
    ).run(key, key)
  }
  insert(db, { ...user, key: 1, parent: null, depth: 0 })
  insert(db, { ...answer, key: 2, parent: 1, depth: 1 })
  insert(db, { ...user, key: 11, conversation: 2, parent: null, depth: 0 })
  insert(db, { ...answer, key: 12, conversation: 2, parent: 11, depth: 1 })
  return db
}

describe('the schema of messages', () => {
  it.each<[string, Row]>([
    ['a second root', { ...user, parent: null, depth: 0 }],
    ['a root by a model', { ...answer, conversation: 3, parent: null, depth: 0 }],
    ['a root that is not at depth 0', { ...user, conversation: 3, parent: null, depth: 1 }],
    ['a parent of another conversation', { ...user, parent: 12, depth: 2 }],
    ['a parent that does not exist', { ...user, parent: 99, depth: 2 }],
    ['a depth that skips one', { ...user, parent: 2, depth: 3 }],
    ['two messages of the person in a row', { ...user, parent: 1, depth: 1, shown: 0 }],
    ['an answer to an answer', { ...answer, parent: 2, depth: 2 }],
    ['two shown versions', { ...answer, parent: 1, depth: 1 }],
    ['an answer without a model', { ...answer, model: null, parent: 1, depth: 1, shown: 0 }],
    ['an unfinished message of the person', { ...user, state: 'streaming', parent: 2, depth: 2 }],
    ['a failure without a reason', { ...answer, state: 'failed', parent: 1, depth: 1, shown: 0 }],
    ['a reason without a failure', { ...answer, error: 'TOO_LONG', parent: 1, depth: 1, shown: 0 }],
    ['a conversation that does not exist', { ...user, conversation: 9, parent: null, depth: 0 }],
  ])('refuses %s', (_, row) => {
    const db = twoTrees()
    db.prepare(
      `INSERT INTO conversations (key, id, title, created_at, updated_at, model_id, head_key, deleted_at) VALUES (3, 'c3', 't', 1, 1, 'm', NULL, NULL)`,
    ).run()
    expect(() => insert(db, { key: 50, ...row })).toThrow(/constraint|fit|FOREIGN/u)
    expect(db.prepare('SELECT count(*) FROM messages').pluck().get()).toBe(4)
  })

  it('refuses two answers being written at once in one conversation', () => {
    const db = twoTrees()
    const streaming = { ...answer, state: 'streaming', finished: null, shown: 0, parent: 1, depth: 1 }
    insert(db, { ...streaming, key: 50 })
    expect(() => insert(db, { ...streaming, key: 51 })).toThrow('UNIQUE')
  })

  it.each(['parent_key = 12', 'conversation_key = 2', 'depth = 3', `role = 'user'`, `id = 'other'`])(
    'refuses to move a message: %s',
    (change) => {
      const db = twoTrees()
      expect(() => db.exec(`UPDATE messages SET ${change} WHERE key = 2`)).toThrow('stays where it is')
    },
  )

  it('refuses a head that is not a message of its conversation', () => {
    const db = twoTrees()
    expect(() => db.exec('UPDATE conversations SET head_key = 12 WHERE key = 1')).toThrow('head')
    db.exec('UPDATE conversations SET head_key = 2 WHERE key = 1')
    expect(() => db.exec('UPDATE conversations SET head_key = NULL WHERE key = 1')).toThrow('head')
  })

  it('refuses to delete a message from under its answers', () => {
    const db = twoTrees()
    expect(() => db.exec('DELETE FROM messages WHERE key = 1')).toThrow('FOREIGN KEY')
  })
})
