import { expect, it, onTestFinished } from 'vitest'
import { allConnections } from '../../electron/core/database/connections.ts'
import { addSecretOrigin } from '../../electron/core/database/migrations/012addSecretOrigin.ts'
import { profileMigrations } from '../../electron/core/database/migrations/profileMigrations.ts'
import { openDatabase } from '../../electron/core/database/openDatabase.ts'
import { temporaryProfile } from './temporaryProfile.ts'

it('keeps the keys of before, which belong to the address beside them', () => {
  const { dataKey, file } = temporaryProfile()
  const before = profileMigrations.slice(0, profileMigrations.indexOf(addSecretOrigin))
  const db = openDatabase({ file, dataKey }, before)
  onTestFinished(() => void db.close())
  db.exec(
    "INSERT INTO connections (id, name, base_url, api_key) VALUES ('server-1', 'Home', 'http://a/v1', 'k')",
  )
  db.transaction(() => addSecretOrigin(db))()
  expect(allConnections(db)).toMatchObject([{ baseUrl: 'http://a/v1', apiKey: 'k', secretOrigin: null }])
})
