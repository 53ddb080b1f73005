import type { Page } from '@playwright/test'
import { openWindow } from './openWindow.ts'
import { backUp, draft, openBackups } from './backupsTest.ts'
import { expect, test } from './serverTest.ts'
import {
  composer,
  createProfile,
  expectAccessible,
  password,
  readRecoveryCode,
  signIn,
} from './windowStory.ts'

async function fillPasswords(page: Page): Promise<void> {
  await page.getByLabel('Current password').fill(password)
  await page.getByLabel('New password', { exact: true }).fill('a new password')
  await page.getByLabel('Repeat password').fill('a new password')
}

test('a new password signs the other window out, which says why', async ({ page, server }) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  const other = await openWindow(page)
  await other.goto(server.address)
  await signIn(other, 'Ada')
  await expect(composer(other)).toBeVisible()

  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Change password' }).click()
  const choice = page.getByRole('checkbox', { name: 'Sign out other windows' })
  await expect(choice).toBeChecked()
  await expectAccessible(page)
  await fillPasswords(page)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Password changed')).toBeVisible()
  await expect(
    other.getByText('changed in another window. Sign in with the new password.').first(),
  ).toBeVisible()
  await expect(composer(other)).toBeHidden()
})

test('another data key signs the other window out, and gives a new recovery code', async ({
  page,
  server,
}) => {
  test.setTimeout(400_000)
  await page.goto(server.address)
  const formerCode = await createProfile(page, { userName: 'Ada' })
  await draft(page, 'kept')
  await backUp(await openBackups(page))
  const other = await openWindow(page)
  await other.goto(server.address)
  await signIn(other, 'Ada')
  await expect(composer(other)).toBeVisible()

  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('button', { name: 'Security', exact: true }).click()
  await settings.getByRole('button', { name: 'Change the data key' }).click()
  await expect(settings.getByRole('heading', { name: 'Change the data key' })).toBeVisible()
  await expectAccessible(page)
  await settings.getByLabel('Password', { exact: true }).fill('not the password')
  await settings.getByRole('button', { name: 'Change the data key' }).click()
  await expect(settings.getByText('Wrong password')).toBeVisible({ timeout: 30_000 })
  await expect(composer(other)).toBeVisible()
  await settings.getByLabel('Password', { exact: true }).fill(password)
  await settings.getByRole('button', { name: 'Change the data key' }).click()
  const dialog = page.getByRole('dialog', { name: 'Recovery code' })
  await expect(dialog).toBeVisible({ timeout: 120_000 })
  await expectAccessible(page)
  expect(await readRecoveryCode(page)).not.toBe(formerCode)
  await expect(other.getByText('The data key of this profile was changed').first()).toBeVisible()
  await expect(composer(page)).toHaveValue('kept')
})

test('backups under the old data key are offered for deletion for as long as there are any', async ({
  page,
  server,
}) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  await backUp(await openBackups(page))
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('button', { name: 'Security', exact: true }).click()
  await settings.getByRole('button', { name: 'Change the data key' }).click()
  await settings.getByLabel('Password', { exact: true }).fill(password)
  await settings.getByRole('button', { name: 'Change the data key' }).click()
  await readRecoveryCode(page)
  const offer = settings.getByText('One older backup still uses the old data key.')
  await expect(settings.getByText('Data key changed')).toBeVisible()
  await expect(offer).toBeVisible()
  await settings.getByRole('button', { name: 'Delete older backups' }).click()
  await settings.getByRole('button', { name: 'Keep it' }).click()
  await expect(offer).toBeVisible()

  await page.reload()
  await openBackups(page)
  await expect(offer).toBeVisible()
  const rows = settings.getByRole('list', { name: 'Backups' }).getByRole('listitem')
  await expect(rows).toHaveCount(2)
  await settings.getByRole('button', { name: 'Delete older backups' }).click()
  await expectAccessible(page)
  await settings.getByRole('button', { name: 'Delete for good' }).click()
  await expect(settings.getByText('Older backups deleted')).toBeVisible()
  await expect(offer).toBeHidden()
  await expect(rows).toHaveCount(1)
  await expect(rows.first()).toContainText('Daily backup')
})
