import { backUp, draft, openBackups, profileFolder } from './backupsTest.ts'
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
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
