import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openConnection } from '../../electron/core/database/connection.ts'
import { migrate, withoutCopy } from '../../electron/core/database/migrate.ts'
import { addContinuations } from '../../electron/core/database/migrations/007addContinuations.ts'
import { profileMigrations } from '../../electron/core/database/migrations/profileMigrations.ts'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import type { ConversationId } from '../../shared/contract/base.ts'
import { temporaryFolder } from './temporaryProfile.ts'

it('takes over an answer that was being gone on with, which is interrupted as before', async () => {
  const given = { file: join(temporaryFolder(), 'confab.db'), dataKey: randomBytes(32) }
  const db = openConnection(given)
  const before = profileMigrations.slice(0, profileMigrations.indexOf(addContinuations))
  migrate(db, before, withoutCopy)
  db.exec(`
    INSERT INTO conversations (key, id, title, created_at, updated_at, model_id)
    VALUES (1, 'a', 'A', 1, 9, 'local:starter');
    INSERT INTO messages (key, id, conversation_key, parent_key, time_key, depth, role, shown, state, model_id,
        model_name, created_at, finished_at, text) VALUES
      (1, 'm1', 1, -1, 1, 0, 'user', 1, 'complete', NULL, NULL, 1, NULL, 'Question'),
      (2, 'm2', 1, 1, 2, 1, 'assistant', 1, 'streaming', 'local:starter', 'Starter', 1, NULL, '');
    UPDATE conversations SET head_key = 2 WHERE key = 1;
    INSERT INTO answer_chunks (message_key, position, text) VALUES (2, 0, x'4100');
  `)
  migrate(db, [...before, addContinuations], withoutCopy)
  expect(db.prepare('SELECT * FROM continued_answers').all()).toEqual([])
  const insert = db.prepare(`INSERT INTO continued_answers VALUES (2, ?, 'failed', ?, 5, NULL)`)
  expect(() => insert.run(0, 'TIMED_OUT')).toThrow('CHECK')
  expect(() => insert.run(1, null)).toThrow('CHECK')
  db.close()

  const database = await openProfileDatabase(given)
  expect(await database.interruptUnfinished(7)).toBe(1)
  const { messages } = await database.lastMessages('a' as ConversationId, 1)
  expect(messages).toMatchObject([{ state: 'interrupted', text: 'A', finishedAt: 7 }])
  await database.close()
})
