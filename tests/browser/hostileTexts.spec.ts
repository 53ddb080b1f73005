import type { Page } from '@playwright/test'
import { openAi } from '../fakes/fakeOpenAi.ts'
import { reportedTexts } from '../support/hostileTexts.ts'
import { sampleOf } from '../support/sample.ts'
import { fillChats } from './filledChats.ts'
import { expect, fetchOpenAiModels, test } from './providersTest.ts'
import { ask, conversation, createProfile, lastAnswer } from './windowStory.ts'

/*
 * Whatever stands in an answer, streamed or stored: the page goes on. The limit here leaves room for a loaded machine;
 * the strict one, 200 ms of the processor, is the benchmark's (`hostileTexts`), and so are texts of 1 MB.
 */

const longestTask = 2_000

const model = 'fake-small'
const day = 24 * 3_600_000

/** Runs in the page, before anything else: notes the longest task. */
function noteTasks(): void {
  const noted = { longest: 0 }
  Reflect.set(globalThis, 'noted', noted)
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) noted.longest = Math.max(noted.longest, duration)
  }).observe({ type: 'longtask', buffered: true })
}

/** The longest task since it was asked last, in milliseconds. */
async function longestSince(page: Page): Promise<number> {
  return page.evaluate(() => {
    const noted = Reflect.get(globalThis, 'noted') as { longest: number }
    const { longest } = noted
    noted.longest = 0
    return longest
  })
}

/** Waits until nothing is added to the conversation any more. */
async function atRest(page: Page): Promise<void> {
  let before = -1
  await expect
    .poll(
      async () => {
        const now = await page.evaluate(() => document.querySelectorAll('.messages *').length)
        const rests = now === before
        before = now
        return rests
      },
      { intervals: [400], timeout: 60_000 },
    )
    .toBe(true)
}

test.beforeEach(async ({ page, server }) => {
  await page.addInitScript(noteTasks)
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
})

test('stored answers of the kinds that were reported never hold the page', async ({ page, server }) => {
  // No more than the list shows without being scrolled.
  const chats = sampleOf('stored texts', Object.entries(reportedTexts), 6).map(([title, text], index) => ({
    title: `Chat ${index}: ${title}`,
    startedAt: Date.now() - day + index,
    messages: [{ text: 'Please.' }, { text }],
  }))
  fillChats(server.dataFolder, 'Ada', chats)
  await page.reload()
  for (const { title } of chats) {
    await page.getByRole('navigation', { name: 'Chats' }).getByText(title, { exact: true }).click()
    await expect(conversation(page).locator('.bubble').last()).toBeVisible()
    await atRest(page)
    expect(await longestSince(page), title).toBeLessThan(longestTask)
  }
})

test('streamed answers of the kinds that were reported never hold the page', async ({ fakes, page }) => {
  test.setTimeout(600_000)
  await fetchOpenAiModels(page)
  await page.keyboard.press('Escape')
  for (const [title, text] of sampleOf('streamed texts', Object.entries(reportedTexts), 6)) {
    const size = Math.ceil(text.length / 100)
    const parts = Array.from({ length: 100 }, (_, index) => [
      { write: openAi.text(text.slice(index * size, (index + 1) * size)) },
      { pause: 10 },
    ])
    fakes.openai.answerWith({
      ...openAi.events(),
      steps: [...parts.flat(), { write: openAi.text('\n\nThe end.') }, { write: openAi.end('stop') }],
    })
    await page.getByRole('button', { name: 'New chat' }).click()
    await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: model })
    await longestSince(page)
    await ask(page, title)
    await lastAnswer(page, model)
    await atRest(page)
    expect(await longestSince(page), title).toBeLessThan(longestTask)
  }
})

test('what is very long is plain text until its form is asked for', async ({ page, server }) => {
  const rows = `| a | b |\n| - | - |\n${'| c | d |\n'.repeat(5_000)}`
  fillChats(server.dataFolder, 'Ada', [
    { title: 'Rows', startedAt: Date.now() - day, messages: [{ text: 'Please.' }, { text: rows }] },
  ])
  await page.reload()
  await page.getByRole('navigation', { name: 'Chats' }).getByText('Rows').click()
  await atRest(page)
  await expect(conversation(page).getByRole('table')).toHaveCount(0)
  await longestSince(page)
  await conversation(page).getByRole('button', { name: 'Show formatted' }).click()
  await expect(conversation(page).locator('tbody tr')).toHaveCount(5_000, { timeout: 60_000 })
  expect(await longestSince(page)).toBeLessThan(longestTask)
})
