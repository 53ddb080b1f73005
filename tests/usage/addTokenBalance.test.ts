import { expect, it, onTestFinished } from 'vitest'
import { addTokenBalance } from '../../electron/core/database/migrations/009addTokenBalance.ts'
import { profileMigrations } from '../../electron/core/database/migrations/profileMigrations.ts'
import { openDatabase } from '../../electron/core/database/openDatabase.ts'
import { temporaryProfile } from '../database/temporaryProfile.ts'

it.each([
  ['requests', { balance: 2_500, token_balance: 100_000 }],
  ['tokens', { balance: 4_000, token_balance: 2_500 }],
])('the step that gives each unit a balance keeps one that was counted in %s', (unit, expected) => {
  const { dataKey, file } = temporaryProfile()
  const before = profileMigrations.slice(0, profileMigrations.indexOf(addTokenBalance))
  const db = openDatabase({ file, dataKey }, before)
  onTestFinished(() => void db.close())
  db.prepare('UPDATE budget SET balance = 2500, unit = ?').run(unit)
  db.transaction(() => addTokenBalance(db))()
  expect(db.prepare('SELECT * FROM budget').get()).toMatchObject({ unit, ...expected })
  expect(() => db.exec('UPDATE budget SET token_balance = -1')).toThrow('CHECK')
})
