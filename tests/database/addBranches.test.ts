import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openConnection } from '../../electron/core/database/connection.ts'
import { migrate, withoutCopy } from '../../electron/core/database/migrate.ts'
import { createConversations } from '../../electron/core/database/migrations/001createConversations.ts'
import { addProviders } from '../../electron/core/database/migrations/002addProviders.ts'
import { addBranches } from '../../electron/core/database/migrations/003addBranches.ts'
import { temporaryFolder } from './temporaryProfile.ts'

const before = [createConversations, addProviders]

function versionBefore() {
  const db = openConnection({ file: join(temporaryFolder(), 'confab.db'), dataKey: randomBytes(32) })
  migrate(db, before, withoutCopy)
  return db
}

it('puts a root above the first message of each chat and leaves everything else as it was', () => {
  const db = versionBefore()
  db.exec(`
    INSERT INTO conversations (key, id, title, created_at, updated_at, model_id) VALUES
      (1, 'a', 'Pages', 1, 9, 'local:starter'), (7, 'b', 'Books', 5, 6, 'local:starter');
    INSERT INTO messages (key, id, conversation_key, parent_key, depth, role, shown, state, model_id, model_name,
        created_at, finished_at, error_code, reasoning, output_tokens, text) VALUES
      (1, 'm1', 1, NULL, 0, 'user', 1, 'complete', NULL, NULL, 1, NULL, NULL, '', NULL, 'What is a page?'),
      (2, 'm2', 1, 1, 1, 'assistant', 0, 'failed', 'local:starter', 'Starter', 1, 2, 'TOO_LONG', 'hm', 3, 'A'),
      (3, 'm3', 7, NULL, 0, 'user', 1, 'complete', NULL, NULL, 5, NULL, NULL, '', NULL, 'What is a book?'),
      (4, 'm4', 1, 1, 1, 'assistant', 1, 'streaming', 'local:starter', 'Starter', 9, NULL, NULL, '', NULL, '');
    UPDATE conversations SET head_key = 4 WHERE key = 1;
    UPDATE conversations SET head_key = 3 WHERE key = 7;
    INSERT INTO answer_chunks (message_key, position, text) VALUES (4, 0, x'4100');
    INSERT INTO drafts (conversation_key, text) VALUES (7, 'draft');
  `)
  const columns = `key, id, conversation_key, shown, depth, role, state, error_code, model_id, model_name, created_at,
    finished_at, finish_reason, input_tokens, output_tokens, reasoning, text`
  const messages = `SELECT ${columns} FROM messages WHERE role <> 'root' ORDER BY key`
  const was = db.prepare(messages).all()
  migrate(db, [...before, addBranches], withoutCopy)
  expect(db.prepare(messages).all()).toEqual(was)
  const places = db.prepare('SELECT key, parent_key, time_key FROM messages ORDER BY key').raw().all()
  expect(places).toEqual([
    [-7, null, null],
    [-1, null, null],
    [1, -1, 1024],
    [2, 1, 1025],
    [3, -7, 5 * 1024],
    [4, 1, 9 * 1024],
  ])
  expect(db.prepare('SELECT head_key FROM conversations ORDER BY key').pluck().all()).toEqual([4, 3])
  expect(db.prepare('SELECT count(*) FROM answer_chunks').pluck().get()).toBe(1)
  expect(db.prepare('SELECT count(*) FROM drafts').pluck().get()).toBe(1)
  expect(db.pragma('foreign_key_check')).toEqual([])
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  db.close()
})

it('gives each of 3,000 messages of one millisecond a time key of its own, in their order', () => {
  const db = versionBefore()
  db.exec(`
    INSERT INTO conversations (key, id, title, created_at, updated_at, model_id)
      VALUES (1, 'a', 'Pages', 1, 9, 'local:starter');
    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 2999)
    INSERT INTO messages (key, id, conversation_key, parent_key, depth, role, shown, state, model_id, model_name,
      created_at, finished_at, text)
    SELECT i + 1, 'm' || i, 1, nullif(i, 0), i, iif(i % 2, 'assistant', 'user'), 1, 'complete',
      iif(i % 2, 'm', NULL), iif(i % 2, 'M', NULL), 5, iif(i % 2, 5, NULL), 'x' FROM n;
  `)
  migrate(db, [...before, addBranches], withoutCopy)
  const keys = db.prepare(`SELECT time_key FROM messages WHERE role <> 'root' ORDER BY key`).pluck().all()
  expect(keys).toEqual(Array.from({ length: 3_000 }, (_, index) => 5 * 1024 + index))
  db.close()
})
