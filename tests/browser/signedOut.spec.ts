/** What the next person at a window can find of the one before: nothing. */
import type { Page } from '@playwright/test'
import { expect, test } from './serverTest.ts'
import { ask, chooseInChat, composer, createProfile, lastAnswer, signIn } from './windowStory.ts'

/** All that a page shows or stores, hidden parts and attributes too. */
function traces(page: Page): Promise<string> {
  return page.evaluate(() => {
    const storages = [sessionStorage, localStorage].map((storage) => JSON.stringify(storage))
    return [document.documentElement.outerHTML, document.title, ...storages, document.cookie].join('\n')
  })
}

async function expectNoTrace(page: Page, secrets: readonly string[]): Promise<void> {
  const all = await traces(page)
  for (const secret of secrets) expect(all).not.toContain(secret)
}

/** What the page stores of a profile. */
function stored(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() =>
    Object.fromEntries(Object.entries(sessionStorage).filter(([key]) => key.startsWith('confab:profile:'))),
  )
}

test('nothing of a profile is left for the next one, whatever stood open', async ({ page, server }) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  await ask(page, 'What does a zebra cost?')
  await lastAnswer(page, 'Starter')
  await composer(page).fill('And an ocelot')
  const kept = await stored(page)
  const ids = Object.values(kept)
  expect(ids).toHaveLength(2)
  await chooseInChat(page, 'What does a zebra cost?', 'Move to folder')
  const dialog = page.getByRole('dialog', { name: 'Move to folder' })
  await expect(dialog).toContainText('zebra')

  // The dialog lets nobody reach `Sign out`, but the profile is closed under it.
  await server.kill()
  await server.restart()
  await expect(page.getByRole('list', { name: 'Profiles' })).toBeVisible()
  await expectNoTrace(page, ['zebra', 'ocelot'])

  await page.getByRole('button', { name: 'New profile' }).click()
  await createProfile(page, { userName: 'Bob' })
  await expect(composer(page)).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(composer(page)).toHaveValue('')
  await expectNoTrace(page, ['zebra', 'ocelot', ...ids])
  await page.reload()
  await expect(composer(page)).toHaveValue('')
  await expectNoTrace(page, ['zebra', 'ocelot', ...ids])
})

test('who signs out leaves no place to come back to, and who is locked out comes back to theirs', async ({
  page,
  server,
}) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  await ask(page, 'What does a zebra cost?')
  await lastAnswer(page, 'Starter')
  await server.kill()
  await server.restart()
  await expect(page.getByRole('list', { name: 'Profiles' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('list', { name: 'Profiles' })).toBeVisible()
  expect(Object.keys(await stored(page))).toHaveLength(2)
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'What does a zebra cost?' })).toBeVisible()
  await composer(page).fill('And an ocelot')

  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('list', { name: 'Profiles' })).toBeVisible()
  await expectNoTrace(page, ['zebra', 'ocelot'])
  expect(await stored(page)).toEqual({})
  await signIn(page, 'Ada')
  await expect(page.getByRole('heading', { name: 'New chat' })).toBeVisible()
})
