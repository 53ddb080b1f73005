import type { Page } from '@playwright/test'
import { openWindow } from './openWindow.ts'
import { fillChats, type FilledChat } from './filledChats.ts'
import { takeScreens } from './screens.ts'
import { expect, test, type ServerUnderTest } from './serverTest.ts'
import { ask, conversation, createProfile, expectAccessible, lastAnswer, signIn } from './windowStory.ts'

const day = 24 * 3_600_000

/** A question about a gull and so many answers to it, each about gulls too: all but the last are older versions. */
function gulls(count: number): FilledChat {
  const answers = Array.from({ length: count }, (_, index) => ({
    text: `Gull number ${index}.`,
    below: 0,
    hidden: index < count - 1,
  }))
  return {
    title: 'By the sea',
    startedAt: Date.now() - 60 * day,
    messages: [{ text: 'A gull?' }, ...answers],
  }
}

const searchBox = (page: Page) => page.getByRole('searchbox', { name: 'Search', exact: true })
const messagesFound = (page: Page) => page.getByRole('list', { name: 'Messages found' }).getByRole('button')
const chatsFound = (page: Page) => page.getByRole('list', { name: 'Chats found' }).getByRole('button')

async function open(page: Page, server: ServerUnderTest, chats: readonly FilledChat[]): Promise<void> {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  fillChats(server.dataFolder, 'Ada', chats)
  await page.reload()
  await expect(page.getByRole('navigation', { name: 'Chats' })).toContainText(chats[0]?.title ?? '')
}

test('a search goes through older messages by itself, and shows more chats when asked', async ({
  page,
  server,
}) => {
  const titled = Array.from({ length: 8 }, (_, index) => ({
    title: `Gull watch ${index}`,
    startedAt: Date.now() - (index + 2) * day,
    messages: [{ text: 'Nothing today.' }, { text: 'Better luck tomorrow.' }],
  }))
  await open(page, server, [...titled, gulls(25_000)])
  await page.getByRole('button', { name: 'Filters' }).click()
  await page.getByLabel('Written by').selectOption('You')
  await expect(page.getByText('Type what to look for')).toBeVisible()
  await takeScreens(page, 'search-filters-only')
  await searchBox(page).fill('gull')
  await expect(messagesFound(page)).toHaveCount(1)
  await expect(page.getByText('1 message', { exact: true }).first()).toBeVisible()
  await expect(messagesFound(page)).toContainText('A gull?')

  // The next letter, or Escape, ends it.
  await searchBox(page).fill('gull n')
  await expect(page.getByText('Searching older messages…').first()).toBeAttached()
  await searchBox(page).fill('ostrich')
  await expect(page.getByText('Nothing found').first()).toBeVisible()
  await searchBox(page).fill('gull n')
  await searchBox(page).press('Escape')
  await expect(page.getByRole('navigation', { name: 'Chats' })).toContainText('By the sea')
  await page.waitForTimeout(500)
  await expect(page.getByRole('region', { name: 'Search results' })).toBeHidden()
  await searchBox(page).fill('gull')
  await expect(messagesFound(page)).toHaveCount(1)

  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(chatsFound(page)).toHaveCount(5)
  await expect(page.getByText('5+ chats, 30+ messages').first()).toBeVisible()
  await chatsFound(page).last().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(chatsFound(page)).toHaveCount(8)
  await expect(page.getByRole('button', { name: 'Show more chats' })).toBeHidden()
  await expect(chatsFound(page).nth(5)).toBeFocused()
  await expect(page.getByText('8 chats, 30+ messages').first()).toBeVisible()
  await page.getByLabel('Order').selectOption('Best match')
  await expect(page.getByText('These are the best of the newest.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Show more', exact: true })).toBeAttached()
  await expectAccessible(page)
})

test('Enter right after typing leads to the first result once it is there', async ({ page, server }) => {
  await open(page, server, [gulls(40)])
  await searchBox(page).click()
  await page.keyboard.type('number 39')
  await page.keyboard.press('Enter')
  await expect(messagesFound(page).first()).toBeFocused()
  await expect(messagesFound(page)).toContainText('Gull number 39')
  // Also where other results are shown still.
  await searchBox(page).fill('gull')
  await expect(messagesFound(page)).toHaveCount(30)
  await searchBox(page).fill('"number 7"')
  await page.keyboard.press('Enter')
  await expect(messagesFound(page)).toHaveCount(1)
  await expect(messagesFound(page)).toBeFocused()
  // Nothing found: the focus stays where one types.
  await searchBox(page).fill('ostrich')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Nothing found').first()).toBeVisible()
  await expect(searchBox(page)).toBeFocused()
})

test('what was found follows what is deleted, corrected and written, with all pages, and the focus stays', async ({
  page,
  server,
}) => {
  await open(page, server, [
    {
      title: 'Two birds',
      startedAt: Date.now() - 2 * day,
      messages: [
        { text: 'Is a puffin a bird?' },
        { text: 'The puffin is one.' },
        { text: 'And is the last puffin one?' },
        { text: 'Yes.' },
      ],
    },
    gulls(100),
  ])
  const other = await openWindow(page)
  await other.goto(server.address)
  await signIn(other, 'Ada')
  await other.getByRole('navigation', { name: 'Chats' }).getByText('Two birds').click()
  await other.keyboard.press('Control+f')
  await other.keyboard.type('puffin')
  const place = other.locator('.find-place')
  await expect(place).toHaveText(/^\d of 3$/u)
  const at = Number((await place.innerText()).charAt(0))

  await searchBox(page).fill('puffin')
  await expect(messagesFound(page)).toHaveCount(3)
  await searchBox(page).press('ArrowDown')
  await expect(messagesFound(page).first()).toBeFocused()

  // Written in the other window.
  await ask(other, 'One more puffin?')
  await lastAnswer(other, 'Starter')
  await expect(messagesFound(page).filter({ hasText: 'One more' })).toHaveCount(1)
  await expect(messagesFound(page).filter({ hasText: 'And is the last' })).toBeFocused()
  await expect(place).toHaveText(new RegExp(`^${at} of [45]$`, 'u'))

  // Deleted in the other window, with all below it: the focus goes to what takes its place.
  const last = conversation(other).getByRole('article').filter({ hasText: 'And is the last' })
  await last.hover()
  await last.getByRole('button', { name: 'Delete' }).click()
  await other
    .getByRole('dialog')
    .getByRole('button', { name: /Delete/u })
    .click()
  await expect(messagesFound(page)).toHaveCount(2)
  await expect(messagesFound(page).last()).toBeFocused()
  await expect(place).toHaveText(/^[12] of 2$/u)

  // Corrected there.
  const first = conversation(other).getByRole('article').filter({ hasText: 'Is a puffin' })
  await first.hover()
  await first.getByRole('button', { name: 'Edit' }).click()
  await other.getByRole('textbox', { name: 'Edited text' }).fill('Is a razorbill a bird?')
  await other.getByRole('button', { name: 'Save in place' }).click()
  await expect(messagesFound(page)).toHaveCount(1)
  await expect(messagesFound(page)).toContainText('The puffin is one.')
  await expect(place).toHaveText('1 of 1')

  // As much as was shown stays shown.
  await searchBox(page).fill('gull')
  await expect(messagesFound(page)).toHaveCount(30)
  await page.getByRole('button', { name: 'Show more' }).click()
  await expect(messagesFound(page)).toHaveCount(60)
  await ask(other, 'Is a gull one?')
  await expect(messagesFound(page).filter({ hasText: 'Is a gull one?' })).toHaveCount(1)
  await expect(messagesFound(page)).toHaveCount(60)
})
