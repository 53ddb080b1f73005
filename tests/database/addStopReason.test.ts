import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openConnection } from '../../electron/core/database/connection.ts'
import { migrate, withoutCopy } from '../../electron/core/database/migrate.ts'
import { addStopReason } from '../../electron/core/database/migrations/011addStopReason.ts'
import { profileMigrations } from '../../electron/core/database/migrations/profileMigrations.ts'
import { temporaryFolder, temporaryProfile, turn, uncounted } from './temporaryProfile.ts'

it('leaves answers of before without a reason, and takes no reason but ours', () => {
  const db = openConnection({ file: join(temporaryFolder(), 'confab.db'), dataKey: randomBytes(32) })
  const before = profileMigrations.slice(0, profileMigrations.indexOf(addStopReason))
  migrate(db, before, withoutCopy)
  db.exec(`
    INSERT INTO conversations (key, id, title, created_at, updated_at, model_id)
    VALUES (1, 'a', 'A', 1, 9, 'local:starter');
    INSERT INTO messages (key, id, conversation_key, parent_key, time_key, depth, role, shown, state, model_id,
        model_name, created_at, finished_at, text) VALUES
      (1, 'm1', 1, -1, 1, 0, 'user', 1, 'complete', NULL, NULL, 1, NULL, 'Question'),
      (2, 'm2', 1, 1, 2, 1, 'assistant', 1, 'stopped', 'local:starter', 'Starter', 1, 2, 'Half');
  `)
  migrate(db, [...before, addStopReason], withoutCopy)
  expect(db.prepare('SELECT key, stop_reason FROM messages WHERE key > 0 ORDER BY key').raw().all()).toEqual([
    [1, null],
    [2, null],
  ])
  expect(() => db.exec("UPDATE messages SET stop_reason = 'bored' WHERE key = 2")).toThrow('CHECK')
  db.close()
})

it('keeps why an answer was stopped, also where going on with it comes to nothing', async () => {
  const database = await temporaryProfile().open()
  const { answerId, conversationId } = await database.startTurn(turn())
  const stopped = { ...uncounted, answerId, state: 'stopped', errorCode: null, text: 'Half' } as const
  await database.finishAnswer({ ...stopped, finishReason: 'offline', finishedAt: 5 })
  await database.continueAnswer(conversationId, answerId, 6)
  await database.finishAnswer({ ...stopped, finishedAt: 7 })
  const { messages } = await database.lastMessages(conversationId, 1)
  expect(messages).toMatchObject([{ state: 'stopped', finishReason: 'offline', finishedAt: 5, text: 'Half' }])
})
