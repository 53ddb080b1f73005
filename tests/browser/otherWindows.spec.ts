import type { Page } from '@playwright/test'
import { expect, test } from './serverTest.ts'
import { composer, createProfile, expectAccessible, password, signIn } from './windowStory.ts'

async function fillPasswords(page: Page): Promise<void> {
  await page.getByLabel('Current password').fill(password)
  await page.getByLabel('New password', { exact: true }).fill('a new password')
  await page.getByLabel('Repeat password').fill('a new password')
}

test('a new password signs the other window out, which says why, and spares it where that is not wanted', async ({
  context,
  page,
  server,
}) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  const other = await context.newPage()
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
