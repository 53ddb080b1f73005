import { openWindow } from './openWindow.ts'
import { backUp, draft, openBackups } from './backupsTest.ts'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { takeScreens } from './screens.ts'
import { expect, test } from './serverTest.ts'
import {
  composer,
  createProfile,
  expectAccessible,
  password,
  readRecoveryCode,
  signIn,
} from './windowStory.ts'
test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address)
})

test('a backup is made, restored, and what was there before is restored in turn', async ({ page }) => {
  await createProfile(page, { userName: 'Ada' })
  await draft(page, 'before the backup')
  let settings = await openBackups(page)
  await expect(settings.getByText('No backup has been made yet')).toBeVisible()
  await takeScreens(page, 'backups-empty')
  const row = await backUp(settings)
  await expect(settings.getByText('Last backup:')).toBeVisible()
  await takeScreens(page, 'backups')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await draft(page, 'after the backup')

  settings = await openBackups(page)
  await row.getByRole('button', { name: 'Restore' }).click()
  const dialog = page.getByRole('dialog', { name: 'Restore this backup?' })
  await expect(dialog).toContainText('kept among the backups')
  await takeScreens(page, 'backups-restore')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByRole('main').getByText('The backup was restored. Sign in to go on.')).toBeVisible()
  await takeScreens(page, 'backups-restored')
  await signIn(page, 'Ada')
  await expect(composer(page)).toHaveValue('before the backup')

  settings = await openBackups(page)
  const former = settings.getByRole('listitem').filter({ hasText: 'Before a backup was restored' })
  await former.getByRole('button', { name: /^Restore:/u }).click()
  await dialog.getByRole('button', { name: 'Restore' }).click()
  await signIn(page, 'Ada')
  await expect(composer(page)).toHaveValue('after the backup')
})

test('a backup is deleted, and all of them are', async ({ page }) => {
  await createProfile(page, { userName: 'Ada' })
  const settings = await openBackups(page)
  const row = await backUp(settings)
  await row.getByRole('button', { name: 'Delete' }).click()
  await expect(row.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await row.getByRole('button', { name: 'Delete for good' }).click()
  await expect(settings.getByText('There is no backup yet.')).toBeVisible()
  await backUp(settings)
  await settings.getByRole('button', { name: 'Back up now' }).click()
  await expect(settings.getByRole('listitem').filter({ hasText: 'Backup you made' })).toHaveCount(2)
  await settings.getByRole('button', { name: 'Delete all backups' }).click()
  await settings.getByRole('button', { name: 'Delete for good' }).click()
  await expect(settings.getByText('There is no backup yet.')).toBeVisible()
})

test('a backup goes to a file, comes back from it, and opens as a profile of its own', async ({
  page,
  server,
}, info) => {
  await createProfile(page, { userName: 'Ada' })
  await draft(page, 'in the file')
  let settings = await openBackups(page)
  const downloading = page.waitForEvent('download')
  await settings.getByRole('button', { name: 'Save to a file' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/^Ada-\d{4}-\d\d-\d\d\.confab-backup$/u)
  const file = info.outputPath(download.suggestedFilename())
  await download.saveAs(file)
  await expect(settings.getByText('Ready and being saved as')).toBeVisible()
  await page.keyboard.press('Escape')
  await draft(page, 'after the file')

  settings = await openBackups(page)
  await settings.getByLabel('Backup file').setInputFiles(path.join(server.dataFolder, 'settings.json'))
  const dialog = page.getByRole('dialog', { name: 'Restore this backup?' })
  await dialog.getByRole('button', { name: 'Restore' }).click()
  await expect(dialog.getByText('This file is no backup of Confab')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await settings.getByLabel('Backup file').setInputFiles(file)
  await dialog.getByRole('button', { name: 'Restore' }).click()
  await signIn(page, 'Ada')
  await expect(composer(page)).toHaveValue('in the file')

  const second = await openWindow(page)
  await second.goto(server.address)
  await second.getByRole('button', { name: 'New profile' }).click()
  await second.getByRole('button', { name: 'From a backup file…' }).click()
  await takeScreens(second, 'backups-from-file')
  await expectAccessible(second)
  await second.getByRole('button', { name: 'Create profile' }).click()
  await expect(second.getByText('Choose the file of a backup first.')).toBeVisible()
  await second.getByLabel('Backup file').setInputFiles(file)
  await second.getByLabel('Password', { exact: true }).fill('not the password')
  await second.getByRole('button', { name: 'Create profile' }).click()
  await expect(second.getByText('Wrong password.')).toBeVisible()
  await second.getByLabel('Password', { exact: true }).fill(password)
  await second.getByRole('button', { name: 'Create profile' }).click()
  await expect(second.getByText('A profile with this user name exists already.')).toBeVisible()
  await second.getByRole('textbox', { name: 'User name (optional)' }).fill('Ada again')
  await second.getByRole('button', { name: 'Create profile' }).click()
  const code = second.getByRole('dialog', { name: 'Recovery code' })
  await code.getByRole('button', { name: 'I have saved it' }).click()
  await expect(composer(second)).toHaveValue('in the file')
})

test('a backup in a file opens with the recovery code of the time, and sets a new password', async ({
  page,
}, info) => {
  const code = await createProfile(page, { userName: 'Ada' })
  await draft(page, 'in the backup')
  const settings = await openBackups(page)
  await expect(settings.getByText('opens, here or on another machine, with the password')).toBeVisible()
  const downloading = page.waitForEvent('download')
  await settings.getByRole('button', { name: 'Save to a file' }).click()
  const file = info.outputPath('Ada.confab-backup')
  await (await downloading).saveAs(file)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Sign out' }).click()

  await page.getByRole('button', { name: 'New profile' }).click()
  await page.getByRole('button', { name: 'From a backup file…' }).click()
  await page.getByLabel('Backup file').setInputFiles(file)
  await page.getByRole('button', { name: 'Use the recovery code instead' }).click()
  const codeField = page.getByRole('textbox', { name: 'Recovery code' })
  await expect(codeField).toBeFocused()
  await takeScreens(page, 'backups-from-file-code')
  await expectAccessible(page)
  const create = page.getByRole('button', { name: 'Create profile' })
  await create.click()
  await expect(page.getByText('Enter the recovery code of the profile in the backup.')).toBeVisible()
  await codeField.fill('0000-0000-0000-0000-0000-0000-0000')
  await create.click()
  await expect(page.getByText('Use at least 6 characters.')).toBeVisible()
  await page.getByLabel('New password', { exact: true }).fill('another battery')
  await page.getByLabel('Repeat password', { exact: true }).fill('another battery')
  await page.getByRole('textbox', { name: 'User name (optional)' }).fill('Ada again')
  await create.click()
  await expect(page.getByText('This is not the recovery code of this backup.')).toBeVisible()
  await expect(codeField).toBeFocused()
  await takeScreens(page, 'backups-from-file-wrong-code')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Use the password instead' }).click()
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused()
  await page.getByRole('button', { name: 'Use the recovery code instead' }).click()
  await codeField.fill(code.toLowerCase())
  // The file is not needed a second time: what was sent is kept.
  rmSync(file)
  await create.click()
  await readRecoveryCode(page)
  await expect(composer(page)).toHaveValue('in the backup')
})
