/** The list of chats by the keyboard, also where it is longer than what is seen of it. */
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './serverTest.ts'
import { chatRow, listed, openWith, side } from './orderTest.ts'
import { expectAccessible } from './windowStory.ts'

const now = Date.now()
const chatsNamed = (name: string, count: number, pinned = false) =>
  Array.from({ length: count }, (_, index) => ({
    title: `${name} ${index}.`,
    times: [now - index * 60_000],
    pinned,
  }))

const open = (page: Page, title: string): Locator =>
  side(page).getByRole('button', { name: title, exact: true })

async function scrollBy(page: Page, pixels: number): Promise<void> {
  await page.locator('.chat-list').evaluate((element, by) => element.scrollBy(0, by), pixels)
  // What is out of sight by then is taken away.
  await page.waitForTimeout(300)
}

test('the list is one stop of the Tab key, and the keys go through all of it', async ({ page, server }) => {
  await openWith(page, server, chatsNamed('Chat', 500))
  await open(page, 'Chat 0.').focus()
  await page.keyboard.press('Tab')
  await expect(chatRow(page, 'Chat 0.').getByRole('button', { name: 'Chat options' })).toBeFocused()
  for (const name of ['New folder', 'Archive', 'Settings', 'Sign out']) {
    await page.keyboard.press('Tab')
    await expect(page.getByRole('button', { name, exact: true })).toBeFocused()
  }
  await page.getByRole('searchbox', { name: 'Search' }).focus()
  for (let presses = 0; presses < 3; presses += 1) {
    await page.keyboard.press('Tab')
    if (await open(page, 'Chat 0.').evaluate((element) => element === document.activeElement)) break
  }
  await expect(open(page, 'Chat 0.')).toBeFocused()
  await expectAccessible(page)

  await page.keyboard.press('PageDown')
  const paged = page.locator('.chat-open:focus')
  await expect(paged).toBeInViewport({ ratio: 1 })
  expect(Number(/\d+/u.exec(await paged.innerText())?.[0])).toBeGreaterThan(8)
  await page.keyboard.press('PageUp')
  await expect(open(page, 'Chat 0.')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await expect(open(page, 'Chat 1.')).toBeFocused()

  // The list loads on at its end, so that is reached in a few steps.
  await expect(async () => {
    await page.keyboard.press('End')
    await expect(open(page, 'Chat 499.')).toBeFocused({ timeout: 200 })
  }).toPass()
  await expect(open(page, 'Chat 499.')).toBeInViewport({ ratio: 1 })
  await scrollBy(page, -5_000)
  await expect(open(page, 'Chat 499.')).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(open(page, 'Chat 498.')).toBeFocused()
  await expect(open(page, 'Chat 498.')).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Home')
  await expect(open(page, 'Chat 0.')).toBeFocused()
  await expect(page.getByRole('heading', { name: 'Today' })).toBeInViewport({ ratio: 1 })
})

test('a title that is being typed stays while the list is scrolled, and so does one that was refused', async ({
  page,
  server,
}) => {
  await openWith(page, server, chatsNamed('Chat', 100))
  const field = page.getByRole('textbox', { name: 'Title of the chat' })
  await open(page, 'Chat 2.').focus()
  await page.keyboard.press('F2')
  await page.keyboard.type('Typed')
  await scrollBy(page, 3_000)
  await expect(field).toBeFocused()
  await page.keyboard.type(' on')
  await page.keyboard.press('Enter')
  await expect(open(page, 'Typed on')).toBeFocused()

  await page.keyboard.press('F2')
  await field.fill('long '.repeat(60))
  await page.getByRole('textbox', { name: 'Message' }).focus()
  await expect(page.getByText('Shorten the title')).toHaveCount(1)
  await scrollBy(page, 3_000)
  await scrollBy(page, -3_000)
  await expect(field).toHaveValue('long '.repeat(60))
})

test('the focus stays in the list when the row that has it goes away', async ({ page, server }) => {
  await openWith(page, server, [...chatsNamed('Pinned', 70, true), ...chatsNamed('Chat', 3)])
  const more = side(page).getByRole('button', { name: 'Show more' })
  await open(page, 'Pinned 0.').focus()
  await page.keyboard.press('End')
  for (let row = 0; row < 3; row += 1) await page.keyboard.press('ArrowUp')
  await expect(more).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(more).toHaveCount(0)
  await expect(open(page, 'Pinned 60.')).toBeFocused()

  // Far from where it goes, a row leaves the focus where it was.
  await page.keyboard.press('End')
  await expect(open(page, 'Chat 2.')).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(open(page, 'Chat 1.')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Pin', exact: true }).press('Enter')
  await expect(open(page, 'Chat 2.')).toBeFocused()
  expect((await listed(page)).slice(-2)).toEqual(['Chat 0.', 'Chat 2.'])
})
