/** Backups that cannot be made: a person hears of it before they are missed. */
import { mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { takeScreens } from './screens.ts'
import { expect, test } from './serverTest.ts'
import { ask, createProfile, expectAccessible, lastAnswer } from './windowStory.ts'

/** The clock of the server is three days ahead, so that the profile has been without a backup for as long. */
const ahead = `const now = Date.now; Date.now = () => now() + 3 * 24 * 3600000`
const options = `${process.env['NODE_OPTIONS'] ?? ''} --import data:text/javascript,${encodeURIComponent(ahead)}`
test.use({ environment: { NODE_OPTIONS: options } })

test('that there was no backup for days is said in the window, and why in the settings', async ({
  page,
  server,
}) => {
  test.slow()
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  const profiles = path.join(server.dataFolder, 'profiles')
  const backups = path.join(profiles, readdirSync(profiles)[0] ?? '', 'backups')
  // A folder that nobody can write into, not even root.
  symlinkSync('/proc', backups)
  await ask(page, 'hello')
  await lastAnswer(page, 'Starter')
  const notice = page.getByRole('alert').filter({ hasText: 'No backup of this profile could be made since' })
  await expect(notice).toBeVisible({ timeout: 60_000 })
  await takeScreens(page, 'backups-failing')
  await expectAccessible(page)
  await notice.getByRole('button', { name: 'See the backups' }).click()
  await expect(notice).toHaveCount(0)
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await expect(settings.getByText('The daily backup failed on')).toBeVisible()
  await takeScreens(page, 'backups-failed')
  rmSync(backups)
  mkdirSync(backups)
  await settings.getByRole('button', { name: 'Back up now' }).click()
  await expect(settings.getByText('The backup was made and checked.')).toBeVisible()
  await expect(settings.getByText('The daily backup failed on')).toHaveCount(0)
})
