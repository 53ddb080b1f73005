import { describe, expect, it, onTestFinished } from 'vitest'
import { addUsage } from '../../electron/core/database/migrations/005addUsage.ts'
import { profileMigrations } from '../../electron/core/database/migrations/profileMigrations.ts'
import { openDatabase } from '../../electron/core/database/openDatabase.ts'
import type { Connection } from '../../electron/core/database/connection.ts'
import { temporaryProfile } from '../database/temporaryProfile.ts'

/** A database as it was before usage was recorded. */
function databaseBefore(): Connection {
  const { dataKey, file } = temporaryProfile()
  const before = profileMigrations.slice(0, profileMigrations.indexOf(addUsage))
  const db = openDatabase({ file, dataKey }, before)
  onTestFinished(() => void db.close())
  return db
}

function put(db: Connection, id: string, state: string, rest: Record<string, number | string | null>): void {
  const none = { error_code: null, finished_at: null, input_tokens: null, output_tokens: null }
  const row = { ...none, ...rest }
  db.prepare(
    `INSERT INTO messages
       (id, conversation_key, parent_key, time_key, depth, role, shown, state, error_code, model_id, model_name,
        created_at, finished_at, input_tokens, output_tokens, text)
     VALUES
       (@id, 1, (SELECT key FROM messages WHERE id = 'q'), @time, 1, 'assistant', 0, @state, @error_code, 'local:a', 'A',
        @time, @finished_at, @input_tokens, @output_tokens, 'secret words')`,
  ).run({ ...row, id, state, time: rest['created_at'] })
}

describe('the step that records usage', () => {
  it('takes over what the answers that are there tell, and none of their text', () => {
    const db = databaseBefore()
    db.exec(`
      INSERT INTO conversations (key, id, title, created_at, updated_at, model_id) VALUES (1, 'c', 't', 1, 1, 'local:a');
      INSERT INTO messages (id, conversation_key, parent_key, time_key, depth, role, shown, state, created_at, text)
      VALUES ('q', 1, -1, 1, 0, 'user', 1, 'complete', 1, 'question');
    `)
    put(db, 'second', 'failed', { created_at: 900, finished_at: 1_000, error_code: 'TIMED_OUT' })
    put(db, 'first', 'complete', { created_at: 100, finished_at: 700, input_tokens: 7, output_tokens: 5 })
    put(db, 'third', 'interrupted', { created_at: 2_000, finished_at: 90_000 })
    put(db, 'under way', 'streaming', { created_at: 3_000 })
    db.transaction(() => addUsage(db))()
    const rows = db.prepare('SELECT * FROM requests ORDER BY key').all()
    expect(rows).toMatchObject([
      {
        message_id: 'first',
        state: 'complete',
        input_tokens: 7,
        output_tokens: 5,
        duration: 600,
        charged: 0,
      },
      { message_id: 'second', state: 'failed', error_code: 'TIMED_OUT', duration: 100 },
      { message_id: 'third', state: 'interrupted', duration: null },
    ])
    expect(JSON.stringify(rows)).not.toContain('secret')
    expect(db.prepare('SELECT * FROM budget').all()).toEqual([
      { key: 1, enabled: 0, unit: 'requests', balance: 4_000, cost_per_request: 100, free_local: 0 },
    ])
  })
})
