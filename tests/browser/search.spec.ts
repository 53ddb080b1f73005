import type { Page } from '@playwright/test'
import { fillChats, type FilledChat } from './filledChats.ts'
import { takeScreens } from './screens.ts'
import { expect, test, type ServerUnderTest } from './serverTest.ts'
import { answers, ask, conversation, createProfile, expectAccessible, lastAnswer } from './windowStory.ts'

const day = 24 * 3_600_000
const hit = 4_321

/** A chat of so many messages, one of which has a kingfisher, unless it is a short one. */
function story(length: number): FilledChat {
  const messages = Array.from({ length }, (_, index) => {
    const part = `Part ${index + 1} of the tale. ${'It went on. '.repeat(index % 7)}`
    return { text: index === hit ? 'Then a kingfisher came down to the river.' : part }
  })
  return { title: 'A very long story', startedAt: Date.now() - 30 * day, messages }
}

const birds: FilledChat = {
  title: 'Birds at sea',
  startedAt: Date.now() - 2 * day,
  messages: [
    { text: 'Which bird flies furthest?' },
    { text: 'That would be the albatross, with its élan.', hidden: true },
    { text: 'The arctic tern.', below: 0 },
    { text: '我喜欢北京烤鸭', below: 2 },
  ],
}

const searchBox = (page: Page) => page.getByRole('searchbox', { name: 'Search', exact: true })
const messagesFound = (page: Page) => page.getByRole('list', { name: 'Messages found' }).getByRole('listitem')

/** Opens a window with the birds and a story of so many messages. */
async function open(page: Page, { address, dataFolder }: ServerUnderTest, length: number): Promise<void> {
  await page.goto(address)
  await createProfile(page, { userName: 'Ada' })
  fillChats(dataFolder, 'Ada', [story(length), birds])
  await page.reload()
  await expect(page.getByRole('navigation', { name: 'Chats' })).toContainText('Birds at sea')
}

/** What has the focus as soon as a shortcut has been taken, by its label: whoever types fast has the next key there. */
function focusedBy(page: Page, key: string): Promise<string | null | undefined> {
  return page.evaluate((pressed) => {
    globalThis.dispatchEvent(
      new KeyboardEvent('keydown', { key: pressed, ctrlKey: true, bubbles: true, cancelable: true }),
    )
    return document.activeElement?.ariaLabel ?? document.activeElement?.getAttribute('placeholder')
  }, key)
}

test('finds while one types, with or without accents, in every script, and says how much', async ({
  page,
  server,
}) => {
  await open(page, server, 100)
  const box = searchBox(page)
  await page.keyboard.press('Control+k')
  await expect(box).toBeFocused()
  await page.keyboard.type('ELAN')
  await expect(messagesFound(page)).toHaveCount(1)
  await expect(messagesFound(page).locator('mark')).toHaveText('élan')
  await expect(messagesFound(page)).toContainText('Birds at sea')
  await box.fill('北京')
  await expect(messagesFound(page).locator('mark')).toHaveText('北京')
  await box.fill('bird')
  await expect(page.getByRole('list', { name: 'Chats found' })).toContainText('Birds at sea')
  await expect(page.getByRole('list', { name: 'Chats found' }).locator('mark')).toHaveText('Birds')
  await expect(page.getByText('1 chat, 1 message').first()).toBeVisible()
  await expectAccessible(page)
  await takeScreens(page, 'search')

  await box.fill('"((("" NEAR * ^ AND - : {👍}')
  await expect(page.getByText('Nothing found').first()).toBeVisible()
  await box.fill('part')
  await expect(messagesFound(page)).toHaveCount(30)
  await page.getByRole('button', { name: 'Show more' }).click()
  await expect(messagesFound(page)).toHaveCount(60)
  await box.focus()
  await page.keyboard.press('Escape')
  await expect(box).toHaveValue('')
  await expect(page.getByRole('navigation', { name: 'Chats' })).toContainText('Birds at sea')
})

test('a hit opens a chat of 10,000 messages at the message, by the keyboard, and the end is one step away', async ({
  page,
  server,
}) => {
  await open(page, server, 10_000)
  await searchBox(page).fill('kingfi')
  await expect(messagesFound(page)).toHaveCount(1)
  await searchBox(page).press('ArrowDown')
  await page.keyboard.press('Enter')
  const found = conversation(page).getByRole('article').filter({ hasText: 'kingfisher' })
  await expect(found).toBeFocused()
  await expect(found).toBeInViewport()
  await takeScreens(page, 'search-opened')
  await expect(conversation(page).getByText(`Part ${hit} of`)).toBeAttached()
  // The way on from there, in both directions.
  await found.hover()
  await expect(async () => {
    await page.mouse.wheel(0, 900)
    await expect(conversation(page).getByText(`Part ${hit + 60} of`)).toBeAttached({ timeout: 200 })
  }).toPass()
  await page.getByRole('button', { name: 'Jump to newest' }).click()
  await expect(conversation(page).getByText('Part 10000 of')).toBeInViewport()
  await expect(page.getByRole('button', { name: 'Jump to newest' })).toBeHidden()
})

test('a message that is sent from the middle of a long chat stands at its end', async ({ page, server }) => {
  await open(page, server, 5_000)
  await searchBox(page).fill('kingfisher')
  await messagesFound(page).getByRole('button').click()
  await expect(conversation(page).getByRole('article').filter({ hasText: 'kingfisher' })).toBeInViewport()
  await ask(page, 'And the end?')
  await expect(conversation(page).getByText('Part 5000 of')).toBeAttached()
  const answer = await lastAnswer(page, 'Starter')
  await expect(answer).toBeInViewport()
})

test('a hit on a version that is not shown shows that version', async ({ page, server }) => {
  await open(page, server, 10)
  await page.getByRole('navigation', { name: 'Chats' }).getByText('Birds at sea').click()
  await expect(conversation(page)).toContainText('The arctic tern.')
  await searchBox(page).fill('albatr')
  await messagesFound(page).getByRole('button').click()
  const found = answers(page, 'Starter').filter({ hasText: 'albatross' })
  await expect(found).toBeFocused()
  await expect(found).toContainText('1/2')
  await expect(conversation(page)).not.toContainText('The arctic tern.')
})

test('filters narrow a search, and can be cleared', async ({ page, server }) => {
  await open(page, server, 100)
  await searchBox(page).fill('the')
  await expect(messagesFound(page)).toHaveCount(30)
  await page.getByRole('button', { name: 'Filters' }).click()
  await page.getByLabel('Written by').selectOption('A model')
  await expect(messagesFound(page).first()).toContainText('Starter')
  await expect(messagesFound(page).filter({ hasText: 'You,' })).toHaveCount(0)
  await page.getByLabel('Answered by').selectOption('Starter')
  const yesterday = new Date(Date.now() - day).toISOString().slice(0, 10)
  await page.getByLabel('From', { exact: true }).fill(yesterday)
  await expect(page.getByText('No message passes the filters.')).toBeVisible()
  await takeScreens(page, 'search-filters')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Clear filters' }).first().click()
  await expect(messagesFound(page)).toHaveCount(30)
  await page.getByLabel('Order').selectOption('Best match')
  await expect(messagesFound(page).first()).toBeVisible()
})

test('finds words inside of the chat that is shown, and walks from one to the next', async ({
  page,
  server,
}) => {
  await open(page, server, 10_000)
  await page.getByRole('navigation', { name: 'Chats' }).getByText('A very long story').click()
  await expect(conversation(page).getByText('Part 10000 of')).toBeInViewport()
  expect(await focusedBy(page, 'f')).toBe('Find in this chat')
  const box = page.getByRole('searchbox', { name: 'Find in this chat' })
  await expect(box).toBeFocused()
  await page.keyboard.type('part 9')
  const bar = page.getByRole('search', { name: 'Find in this chat' })
  await expect(bar).toContainText(/\d+ of 1111/u)
  await box.fill('kingfisher')
  await expect(bar.getByText('1 of 1', { exact: true })).toBeVisible()
  await expect(conversation(page).getByText('kingfisher')).toBeInViewport()
  await expect(box).toBeFocused()
  const marked = () => page.evaluate(() => CSS.highlights.get('found')?.size ?? 0)
  await expect.poll(marked).toBe(1)
  await takeScreens(page, 'find')
  await expectAccessible(page)
  await box.fill('tale')
  const place = bar.getByText(/^\d+ of 9999$/u)
  await expect(place).toBeVisible()
  const first = Number((await place.innerText()).split(' ')[0])
  await box.press('Enter')
  await expect(place).toHaveText(`${first + 1} of 9999`)
  await box.press('Shift+Enter')
  await expect(place).toHaveText(`${first} of 9999`)
  await box.press('Escape')
  await expect(box).toBeHidden()
})

test('on a narrow screen the search is in the drawer, which a hit closes', async ({ page, server }) => {
  await open(page, server, 10)
  await page.setViewportSize({ width: 360, height: 800 })
  await page.getByRole('button', { name: 'Chats', exact: true }).click()
  await page.getByRole('navigation', { name: 'Chats' }).getByText('Birds at sea').click()
  await expect(conversation(page)).toContainText('The arctic tern.')
  expect(await focusedBy(page, 'k')).toBe('Search')
  await page.keyboard.type('tern')
  await page.getByRole('button', { name: 'Filters' }).click()
  await expect(messagesFound(page)).toHaveCount(1)
  await expectAccessible(page)
  await page.screenshot({ path: 'out/screens/search-drawer-360-light.png' })
  await messagesFound(page).getByRole('button').click()
  const found = answers(page, 'Starter').filter({ hasText: 'tern' })
  await expect(found).toBeFocused()
  await expect(found).toBeInViewport()
})
