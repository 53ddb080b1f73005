import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { flipBit } from '../backups/damage.ts'
import { takeScreens } from './screens.ts'
import { expect, test, type ServerUnderTest } from './serverTest.ts'
import { composer, createProfile, expectAccessible, signIn } from './windowStory.ts'

/** Makes a profile, then starts Confab again after something has happened to its list of profiles. */
async function startAfter(
  page: Page,
  server: ServerUnderTest,
  happened: (list: string) => void,
): Promise<void> {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  await server.end()
  happened(path.join(server.dataFolder, 'profiles.db'))
  await server.restart()
  await page.goto(server.address)
}

test('a damaged list of profiles is restored, and the page says so', async ({ page, server }) => {
  await startAfter(page, server, (list) => flipBit(list, 3))
  const notice = page.getByRole('alert').filter({ hasText: 'The list of profiles' })
  await expect(notice).toContainText('Confab has restored it from its copies')
  await expect(notice).toContainText(path.join(server.dataFolder, 'profiles.db.damaged-'))
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible()
  await takeScreens(page, 'list-restored')
  await expectAccessible(page)
  await signIn(page, 'Ada')
  await expect(composer(page)).toBeVisible()
  await server.end()
  await server.restart()
  await page.goto(server.address)
  await expect(page.getByRole('list', { name: 'Profiles' })).toBeVisible()
  await expect(notice).toBeHidden()
})

test('profiles that cannot be put back are not passed over as a first run', async ({ page, server }) => {
  const profiles = path.join(server.dataFolder, 'profiles')
  await startAfter(page, server, (list) => {
    rmSync(list)
    for (const id of readdirSync(profiles)) rmSync(path.join(profiles, id, 'keys.json'))
  })
  const [id = ''] = readdirSync(profiles)
  await expect(page.getByRole('heading', { name: 'Profiles are missing' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Make your profile' })).toBeHidden()
  const notice = page.getByRole('alert').filter({ hasText: 'is not in the list' })
  await expect(notice).toContainText(path.join(profiles, id))
  await takeScreens(page, 'list-lost')
  await expectAccessible(page)

  await page.getByRole('button', { name: 'From a backup file…' }).click()
  await expect(page.getByRole('heading', { name: 'Open a backup' })).toBeVisible()
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await page.getByRole('button', { name: 'New profile' }).click()
  await expect(page.getByRole('heading', { name: 'Make your profile' })).toBeVisible()
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await page.getByRole('button', { name: 'New profile' }).click()
  await createProfile(page, { userName: 'Bob' })
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(notice).toBeVisible()
  await takeScreens(page, 'list-one-lost')
})
