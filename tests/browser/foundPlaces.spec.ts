import type { Page } from '@playwright/test'
import { fillChats, type FilledChat } from './filledChats.ts'
import { takeScreens } from './screens.ts'
import { expect, test, type ServerUnderTest } from './serverTest.ts'
import { conversation, createProfile, expectAccessible } from './windowStory.ts'

const day = 24 * 3_600_000

/** An answer of so many paragraphs, with a heron in some of them, and something after it. */
function pond(paragraphs: number, herons: readonly number[]): FilledChat {
  const answer = Array.from({ length: paragraphs }, (_, index) =>
    herons.includes(index)
      ? `Paragraph ${index}: and there a **heron** stood, quite still.`
      : `Paragraph ${index} of the pond, its reeds and what moves in them all day long.`,
  )
  const code = `Later:\n\n\`\`\`text\n${'far '.repeat(120)}heron\n\`\`\``
  const messages = [
    { text: 'What lives at the pond?' },
    { text: answer.join('\n\n') },
    { text: 'And then?' },
    { text: code },
    { text: 'Thanks.' },
    { text: `You are welcome. ${'Anything else? '.repeat(40)}` },
  ]
  return { title: 'At the pond', startedAt: Date.now() - day, messages }
}

async function open(page: Page, { address, dataFolder }: ServerUnderTest, chat: FilledChat): Promise<void> {
  await page.goto(address)
  await createProfile(page, { userName: 'Ada' })
  fillChats(dataFolder, 'Ada', [chat])
  await page.reload()
  await expect(page.getByRole('navigation', { name: 'Chats' })).toContainText(chat.title)
}

/** The place that was gone to: its text, how far it is from the middle of the list, and whether it can be seen. */
async function current(page: Page) {
  return page.evaluate(() => {
    const [range] = CSS.highlights.get('found-current') ?? []
    const list = document.querySelector('.messages')?.getBoundingClientRect()
    if (!(range instanceof Range) || !list) return null
    const place = range.getBoundingClientRect()
    const paragraph = range.startContainer.parentElement?.closest('p, pre')?.textContent ?? ''
    const box = range.startContainer.parentElement?.closest('pre')?.getBoundingClientRect()
    return {
      text: range.toString(),
      in: /^Paragraph \d+/u.exec(paragraph)?.[0] ?? 'code',
      fromMiddle: Math.abs((place.top + place.bottom) / 2 - (list.top + list.bottom) / 2),
      inBox: !box || (place.left >= box.left && place.right <= box.right),
    }
  })
}

/** Waits until a place in this paragraph is the one gone to, in the middle of the list. */
async function expectInMiddle(page: Page, paragraph: string): Promise<void> {
  await expect(async () => {
    expect(await current(page)).toMatchObject({ text: 'heron', in: paragraph, inBox: true })
    expect((await current(page))?.fromMiddle).toBeLessThan(40)
  }).toPass({ timeout: 30_000 })
}

test('a hit in a very long answer shows the hit itself, and marks it until it is left', async ({
  page,
  server,
}) => {
  await open(page, server, pond(220, [190]))
  await page.getByRole('searchbox', { name: 'Search', exact: true }).fill('heron')
  const found = page.getByRole('list', { name: 'Messages found' }).getByRole('button')
  await expect(found).toHaveCount(2)
  // As it is read, without the marks of Markdown.
  await expect(found.last()).toContainText('there a heron stood')
  await found.last().click()
  await expectInMiddle(page, 'Paragraph 190')
  await expect(conversation(page).getByRole('article').filter({ hasText: 'Paragraph 190' })).toBeFocused()
  await takeScreens(page, 'found-place')
  // Longer than the ring around the message lasts.
  await page.waitForTimeout(2_500)
  await expectInMiddle(page, 'Paragraph 190')
  // From there to one that stands far to the right in its code.
  await found.first().click()
  await expect(conversation(page).locator('pre')).toBeInViewport()
  await expect.poll(async () => (await current(page))?.inBox).toBe(true)
  await expect.poll(async () => (await current(page))?.in).toBe('code')
})

test('a hit at the end of the longest message is shown too', async ({ page, server }) => {
  const text = `${'quack '.repeat(33_000)} bittern.`
  await open(page, server, {
    title: 'Long',
    startedAt: Date.now() - day,
    messages: [{ text }, { text: 'So many words.' }],
  })
  await page.getByRole('searchbox', { name: 'Search', exact: true }).fill('bittern')
  await page.getByRole('list', { name: 'Messages found' }).getByRole('button').click()
  await expect.poll(async () => (await current(page))?.text).toBe('bittern')
  await expect.poll(async () => (await current(page))?.fromMiddle).toBeLessThan(300)
})

test('Find walks the places in a message before it goes on to the next one, both ways around', async ({
  page,
  server,
}) => {
  await open(page, server, pond(220, [30, 190]))
  await page.getByRole('navigation', { name: 'Chats' }).getByText('At the pond').click()
  await expect(conversation(page).getByText('You are welcome')).toBeInViewport()
  await page.keyboard.press('Control+f')
  const bar = page.getByRole('search', { name: 'Find in this chat' })
  const box = bar.getByRole('searchbox')
  await expect(box).toBeFocused()
  await page.keyboard.type('heron')
  await expect(bar).toContainText('2 of 2')
  await box.press('Enter')
  await expectInMiddle(page, 'Paragraph 30')
  await expect(bar).toContainText('1 of 2match 1 of 2')
  await box.press('Enter')
  await expectInMiddle(page, 'Paragraph 190')
  await expect(bar).toContainText('1 of 2match 2 of 2')
  await expectAccessible(page)
  await takeScreens(page, 'find-match')
  await box.press('Enter')
  await expect(bar.locator('.find-place')).toHaveText('2 of 2')
  await expect.poll(async () => (await current(page))?.in).toBe('code')
  await box.press('Shift+Enter')
  await expectInMiddle(page, 'Paragraph 190')
  await box.press('Shift+Enter')
  await expectInMiddle(page, 'Paragraph 30')
  await expect(box).toBeFocused()
  await box.press('Escape')
  await expect.poll(() => current(page)).toBeNull()
})

test('Find begins where one reads', async ({ page, server }) => {
  await open(page, server, pond(220, [2, 100, 101, 200]))
  await page.getByRole('navigation', { name: 'Chats' }).getByText('At the pond').click()
  const reading = conversation(page).getByText('Paragraph 60 of')
  await expect(conversation(page).getByText('You are welcome')).toBeInViewport()
  await conversation(page).hover()
  await page.mouse.wheel(0, -200)
  await reading.evaluate((paragraph) => paragraph.scrollIntoView({ block: 'start' }))
  await expect(reading).toBeInViewport()
  await page.keyboard.press('Control+f')
  const bar = page.getByRole('search', { name: 'Find in this chat' })
  await expect(bar.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('heron')
  await expectInMiddle(page, 'Paragraph 100')
})
