import { execFileSync } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { flipBit } from '../backups/damage.ts'
import { repository } from '../support/folders.ts'
import { takeScreens } from './screens.ts'
import { expect, test } from './serverTest.ts'
import {
  ask,
  composer,
  conversation,
  createProfile,
  expectAccessible,
  lastAnswer,
  password,
  readRecoveryCode,
  signIn,
} from './windowStory.ts'

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address)
})

async function openBackups(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings' }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('button', { name: 'Backups', exact: true }).click()
  return settings
}

/** Types a draft and waits until the core has it. */
async function draft(page: Page, text: string): Promise<void> {
  await composer(page).fill(text)
  await page.waitForTimeout(1_500)
}

async function backUp(settings: Locator): Promise<Locator> {
  const rows = settings.getByRole('list', { name: 'Backups' }).getByRole('listitem')
  await settings.getByRole('button', { name: 'Back up now' }).click()
  await expect(settings.getByText('The backup was made and checked.')).toBeVisible()
  return rows.filter({ hasText: 'Backup you made' }).first()
}

/** The profile's folder below the data folder. */
function profileFolder(dataFolder: string): string {
  const folder = path.join(dataFolder, 'profiles')
  return path.join(folder, readdirSync(folder)[0] ?? '')
}

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
  context,
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

  const second = await context.newPage()
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
  await expect(second.getByText('This is not the password.')).toBeVisible()
  await second.getByLabel('Password', { exact: true }).fill(password)
  await second.getByRole('button', { name: 'Create profile' }).click()
  await expect(second.getByText('A profile with this user name exists already.')).toBeVisible()
  await second.getByRole('textbox', { name: 'User name (optional)' }).fill('Ada again')
  await second.getByRole('button', { name: 'Create profile' }).click()
  const code = second.getByRole('dialog', { name: 'Recovery code' })
  await code.getByRole('button', { name: 'I have saved it' }).click()
  await expect(composer(second)).toHaveValue('in the file')
})

test('a damaged profile is offered its newest good backup at sign-in, and the damaged file is kept', async ({
  page,
  server,
}) => {
  await createProfile(page, { userName: 'Ada' })
  await draft(page, 'in the backup')
  const settings = await openBackups(page)
  await backUp(settings)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Sign out' }).click()
  const folder = profileFolder(server.dataFolder)
  await expect(page.getByRole('list', { name: 'Profiles' })).toBeVisible()
  await expect.poll(() => readdirSync(folder)).not.toContain('confab.db-wal')
  flipBit(path.join(folder, 'confab.db'), 50)
  await signIn(page, 'Ada')
  await expect(page.getByRole('heading', { name: 'This profile’s file is damaged' })).toBeFocused()
  await takeScreens(page, 'damaged-offer')
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Restore the backup of \d{4}-\d\d-\d\d/u }).click()
  await expect(composer(page)).toHaveValue('in the backup')
  await expect(page.getByText('The damaged file is')).toBeVisible()
  expect(readdirSync(folder).filter((name) => name.startsWith('confab.db.damaged-'))).toHaveLength(1)
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

test('a damaged profile is opened with the recovery code and its newest good backup, and the code is not used up before', async ({
  page,
  server,
}) => {
  const code = await createProfile(page, { userName: 'Ada' })
  await draft(page, 'in the backup')
  await backUp(await openBackups(page))
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Sign out' }).click()
  const folder = profileFolder(server.dataFolder)
  await expect(page.getByRole('list', { name: 'Profiles' })).toBeVisible()
  await expect.poll(() => readdirSync(folder)).not.toContain('confab.db-wal')
  flipBit(path.join(folder, 'confab.db'), 50)
  await page.getByRole('list', { name: 'Profiles' }).getByRole('button', { name: 'Ada' }).click()
  await page.getByRole('button', { name: 'Forgot password?' }).click()
  const codeField = page.getByRole('textbox', { name: 'Recovery code' })
  await codeField.fill(code)
  await page.getByLabel('New password', { exact: true }).fill('a third battery')
  await page.getByLabel('Repeat password', { exact: true }).fill('a third battery')
  await page.getByRole('button', { name: 'Set new password' }).click()
  // Three keys are derived and a backup is read to its end before.
  await expect(page.getByRole('heading', { name: 'This profile’s file is damaged' })).toBeFocused({
    timeout: 30_000,
  })
  await expect(page.getByText('the recovery code stays valid')).toBeVisible()
  await takeScreens(page, 'damaged-offer-code')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await expect(codeField).toHaveValue(code)
  await page.getByRole('button', { name: 'Set new password' }).click()
  await page.getByRole('button', { name: /^Restore the backup of \d{4}-\d\d-\d\d/u }).click()
  expect(await readRecoveryCode(page)).not.toBe(code)
  await expect(composer(page)).toHaveValue('in the backup')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await signIn(page, 'Ada', 'a third battery')
  await expect(composer(page)).toHaveValue('in the backup')
})

test('a damaged profile without a backup says what can be done', async ({ page, server }) => {
  await createProfile(page, { userName: 'Ada' })
  await page.getByRole('button', { name: 'Sign out' }).click()
  const folder = profileFolder(server.dataFolder)
  await expect.poll(() => readdirSync(folder)).not.toContain('confab.db-wal')
  flipBit(path.join(folder, 'confab.db'), 50)
  await signIn(page, 'Ada')
  await expect(page.getByText('No good backup of this profile was found')).toBeVisible()
  await takeScreens(page, 'damaged-nothing')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(page.getByLabel('Password', { exact: true })).toBeVisible()
})

/** Signs in to a profile with a chat that opens and one that is damaged, after `before` was done in it. */
async function damageChat(page: Page, dataFolder: string, before: () => Promise<void>): Promise<void> {
  await createProfile(page, { userName: 'Ada' })
  await composer(page).fill(`damaged ${'x '.repeat(20_000)}`)
  await page.keyboard.press('Enter')
  await lastAnswer(page, 'Starter')
  await page.getByRole('button', { name: 'New chat' }).first().click()
  await ask(page, 'sound')
  await lastAnswer(page, 'Starter')
  await before()
  await page.getByRole('button', { name: 'Sign out' }).click()
  const folder = profileFolder(dataFolder)
  await expect.poll(() => readdirSync(folder)).not.toContain('confab.db-wal')
  const script = path.join(repository, 'tests', 'backups', 'damageProfile.ts')
  execFileSync(process.execPath, [script, dataFolder, 'Ada', password])
  await signIn(page, 'Ada')
  await expect(composer(page)).toBeVisible()
}

const openChat = (page: Page, title: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Chats' }).getByRole('button', { name: title }).first().click()

test('damage that is met in a chat is told of at once, with the good backup there is', async ({
  page,
  server,
}) => {
  test.slow()
  await damageChat(page, server.dataFolder, async () => {
    await backUp(await openBackups(page))
    await page.keyboard.press('Escape')
  })
  await openChat(page, 'damaged x')
  const notice = page.getByRole('alert').filter({ hasText: 'Some messages may not open' })
  await expect(notice).toContainText(/A good backup of .* is there to be restored/u)
  await expect(page.getByText('no good backup')).toHaveCount(0)
  await openChat(page, 'sound')
  await expect(conversation(page).getByRole('article')).toHaveCount(2)
  await takeScreens(page, 'damage-notice')
  await expectAccessible(page)
  await page.setViewportSize({ width: 360, height: 800 })
  await notice.getByRole('button', { name: 'See the backups' }).click()
  await page.setViewportSize({ width: 1280, height: 800 })
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await expect(settings.getByText('Restore the newest backup below')).toBeVisible()
  await settings.getByRole('button', { name: 'Back up now' }).click()
  await expect(settings.getByText('See Settings > Backups for what can be restored')).toBeVisible()
  await takeScreens(page, 'damage-backups')
  await settings.getByRole('button', { name: 'Import and export' }).click()
  const download = page.waitForEvent('download')
  await settings.getByRole('button', { name: 'Export everything' }).click()
  await download
  await expect(settings.getByText('1 chat could not be read whole')).toBeVisible()
  await settings.getByRole('button', { name: 'Backups', exact: true }).click()
  await settings.getByRole('button', { name: /^Restore: Backup you made/u }).click()
  const dialog = page.getByRole('dialog', { name: 'Restore this backup?' })
  await expect(dialog).toContainText('The damaged file is kept')
  await takeScreens(page, 'damage-restore')
  await dialog.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByRole('main').getByText('The damaged file is kept beside the new one')).toBeVisible()
  await signIn(page, 'Ada')
  await openChat(page, 'damaged x')
  await expect(conversation(page).getByRole('article')).toHaveCount(2)
})
