/** Coming back to a chat finds the place that one left. */
import type { Locator, Page } from '@playwright/test'
import { openWith, side, userName } from './orderTest.ts'
import { restingTop } from './resting.ts'
import { expect, test } from './serverTest.ts'
import { ask, composer, conversation, password, signIn } from './windowStory.ts'

const minute = 60_000
const long = 'The long one.'
const other = 'The other one.'
const turns = 80
const lastText = `Answer ${turns - 1} of ${long}`
const seenText = `Question 20 of ${long}`

async function open(page: Page, title: string): Promise<void> {
  // Behind its title may stand that an answer is being written.
  await side(page)
    .getByRole('button', { name: new RegExp(`^${title}`, 'u') })
    .click()
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
}

const article = (page: Page, text: string): Locator =>
  conversation(page)
    .getByRole('article')
    .filter({ has: page.getByText(text, { exact: true }) })

/** Turns the wheel until a message is at the top of what is seen. */
async function scrollUpTo(page: Page, text: string): Promise<void> {
  await conversation(page).hover()
  await expect
    .poll(
      async () => {
        const box = (await article(page, text).count()) === 0 ? null : await article(page, text).boundingBox()
        if (!box || box.y < 60) await page.mouse.wheel(0, box ? box.y - 100 : -600)
        return box?.y ?? -1
      },
      { timeout: 60_000, intervals: [50] },
    )
    .toBeGreaterThan(60)
}

async function topOf(page: Page, text: string): Promise<number> {
  return (await article(page, text).boundingBox())?.y ?? Number.NaN
}

async function expectTop(page: Page, text: string, top: number): Promise<void> {
  await expect.poll(async () => Math.abs((await topOf(page, text)) - top)).toBeLessThan(3)
}

test('the place is found again, also after an answer has grown, a reload and a lock, not after signing out', async ({
  page,
  server,
}) => {
  const now = Date.now()
  const times = Array.from({ length: turns }, (_, turn) => now - (turns - turn) * minute)
  await openWith(page, server, [
    { title: long, times },
    { title: other, times: [now - 200 * minute] },
  ])

  await open(page, long)
  await expect(article(page, lastText)).toBeInViewport()
  // The end was seen: it is the end that is seen again.
  await open(page, other)
  await open(page, long)
  await expect(article(page, lastText)).toBeInViewport()

  // An answer goes on while one reads further up, and while one is away.
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'Slow' })
  await ask(page, 'Write until somebody stops you.')
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible()
  await scrollUpTo(page, seenText)
  const top = await restingTop(article(page, seenText))
  await open(page, other)
  await open(page, long)
  await expectTop(page, seenText, top)
  await expect(composer(page)).toBeFocused()
  await page.keyboard.press('Escape')

  await page.reload()
  await expectTop(page, seenText, top)

  await server.kill()
  await server.restart()
  await expect(page.getByRole('list', { name: 'Profiles' })).toBeVisible()
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expectTop(page, seenText, top)

  await page.getByRole('button', { name: 'Sign out' }).click()
  await signIn(page, userName)
  await open(page, long)
  await expect(conversation(page).locator('article[data-last]')).toBeInViewport()
  await expect(article(page, seenText)).toHaveCount(0)
})
