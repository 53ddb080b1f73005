import type { Page } from '@playwright/test'
import { expect, test } from './serverTest.ts'
import { ask, createProfile, signIn } from './windowStory.ts'

const idOf = (page: Page): Promise<string | null> =>
  page.evaluate(() => sessionStorage.getItem('confab:window'))

/** Opens a tab that begins, as one that is duplicated does, with a copy of the storage of this one. */
async function duplicate(page: Page): Promise<Page> {
  const opened = page.waitForEvent('popup')
  await page.evaluate(() => void window.open(location.href))
  return opened
}

/** Sends a message of a new chat and sees it stored. */
async function expectSent(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'New chat' }).click()
  await ask(page, text)
  await expect(page.getByRole('article', { name: /^You/u }).filter({ hasText: text })).toBeVisible()
  await expect(
    page.getByRole('button', { name: 'Stop' }).or(page.getByRole('button', { name: 'Regenerate' })),
  ).toBeVisible()
}

test('a duplicated tab is a window of its own, and both work', async ({ page, server }) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  const id = await idOf(page)
  expect(id).not.toBeNull()

  const other = await duplicate(page)
  await expect(other.getByRole('list', { name: 'Profiles' })).toBeVisible({ timeout: 60_000 })
  await expect.poll(() => idOf(other)).not.toBe(id)
  await signIn(other, 'Ada')
  await expectSent(other, 'the second window')
  await expectSent(page, 'the first window')
  await expectSent(other, 'the second window once more')
  expect(await idOf(page)).toBe(id)

  // Each keeps its name over a reload, and with it its session.
  const otherId = await idOf(other)
  for (const [window, name] of [
    [page, id],
    [other, otherId],
  ] as const) {
    await window.reload()
    await expect(window.getByRole('textbox', { name: 'Message' })).toBeVisible()
    expect(await idOf(window)).toBe(name)
  }
})
