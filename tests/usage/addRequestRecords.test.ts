import { expect, it, onTestFinished } from 'vitest'
import { addRequestRecords } from '../../electron/core/database/migrations/008addRequestRecords.ts'
import { profileMigrations } from '../../electron/core/database/migrations/profileMigrations.ts'
import { openDatabase } from '../../electron/core/database/openDatabase.ts'
import { temporaryProfile } from '../database/temporaryProfile.ts'

it('the step that records what requests are made of keeps those that are there, of which nothing is known', () => {
  const { dataKey, file } = temporaryProfile()
  const before = profileMigrations.slice(0, profileMigrations.indexOf(addRequestRecords))
  const db = openDatabase({ file, dataKey }, before)
  onTestFinished(() => void db.close())
  db.exec(`
    INSERT INTO requests (message_id, purpose, model_id, model_name, started_at, charging, state, input_tokens)
    VALUES ('a', 'answer', 'local:a', 'A', 5, 'nothing', 'complete', 7)`)
  db.transaction(() => addRequestRecords(db))()
  expect(db.prepare('SELECT * FROM requests').all()).toMatchObject([
    { message_id: 'a', started_at: 5, input_tokens: 7, sent_from: null, system_mark: null },
  ])
})
