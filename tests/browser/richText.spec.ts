import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { openAi } from '../fakes/fakeOpenAi.ts'
import { repository } from '../support/folders.ts'
import { fillChats } from './filledChats.ts'
import { expect, fetchOpenAiModels, test } from './providersTest.ts'
import { takeScreens } from './screens.ts'
import { ask, conversation, createProfile, expectAccessible } from './windowStory.ts'

const names = ['md-refs-min', 'md-cjk', 'md-dollar', 'md-http', 'md-table', 'md-html']
const cases = names
  .map((name) => readFileSync(path.join(repository, 'tests', 'cases', 'markdown', `${name}.md`), 'utf8'))
  .join('\n\n')

const chats = (page: Page) => page.getByRole('navigation', { name: 'Chats' })

/** The chat has been asked for and not been painted yet. */
const isOpening = (page: Page) =>
  page.evaluate(() => sessionStorage.getItem('confab:profile:opening') !== null)

async function expectNotReopened(page: Page): Promise<void> {
  await expect(page.getByText('made the window stop')).toBeVisible()
  await expect(conversation(page)).toHaveCount(0)
}

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
})

test('rich text is set as it is meant', async ({ page, server }) => {
  const messages = [{ text: 'Please.' }, { text: cases }]
  fillChats(server.dataFolder, 'Ada', [{ title: 'Rich', startedAt: Date.now(), messages }])
  await page.reload()
  await chats(page).getByText('Rich').click()
  const answer = conversation(page).getByRole('article').last()
  await expect(answer.locator('.katex')).toHaveCount(4)
  await expect(answer.locator('.katex-error')).toHaveCount(0)
  await expect(answer.getByText('rel (/path)')).toBeVisible()
  await expect(answer.getByRole('link', { name: 'the paper' })).toHaveAttribute('href', /example/u)
  await answer.getByText('As shown in').scrollIntoViewIfNeeded()
  await expect(answer.getByRole('region', { name: 'Footnotes' })).toBeVisible()
  await answer.getByRole('button', { name: 'Footnote 1' }).click()
  await expect(answer.getByRole('region', { name: 'Footnotes' }).getByRole('listitem')).toBeFocused()
  await takeScreens(page, 'rich-text-notes')
  await answer.getByText('It costs').scrollIntoViewIfNeeded()
  await takeScreens(page, 'rich-text')
  await expectAccessible(page)
})

test('a message that cannot be shown takes nothing with it', async ({ page, server }) => {
  const broken = 'This one breaks the window.'
  const messages = [{ text: 'Please.' }, { text: broken }, { text: 'And?' }, { text: 'All is *well*.' }]
  fillChats(server.dataFolder, 'Ada', [{ title: 'Broken', startedAt: Date.now(), messages }])
  // Nothing that is known does it any more, so the parser is made to fail at this text.
  await page.addInitScript((text) => {
    const startsWith = String.prototype.startsWith
    Reflect.set(String.prototype, 'startsWith', function (this: string, ...rest: [string]) {
      if (this.valueOf() === text) throw new RangeError('Maximum call stack size exceeded')
      return startsWith.apply(this, rest)
    })
  }, broken)
  await page.reload()
  await chats(page).getByText('Broken').click()
  await expect(conversation(page).getByText('well')).toBeVisible()
  const failed = conversation(page).getByRole('article').nth(1)
  await expect(failed.getByRole('alert')).toContainText('can’t be displayed')
  await takeScreens(page, 'failed-message')
  await expectAccessible(page)
  await failed.getByRole('button', { name: 'Show as plain text' }).click()
  await expect(failed.getByText(broken)).toBeVisible()
})

test('a chat that the page died of is not reopened by itself', async ({ page, server }) => {
  const messages = [{ text: 'Please.' }, { text: 'Here it is.' }]
  fillChats(server.dataFolder, 'Ada', [{ title: 'Deadly', startedAt: Date.now(), messages }])
  await page.reload()
  await chats(page).getByText('Deadly').click()
  await expect(conversation(page).getByText('Here it is.')).toBeVisible()
  await expect.poll(() => isOpening(page)).toBe(false)
  // A window that was left in order comes back to its chat.
  await page.reload()
  await expect(conversation(page).getByText('Here it is.')).toBeVisible()
  await expect.poll(() => isOpening(page)).toBe(false)
  // A page that never gets to paint a chat, and whose process ends, so that it never hears that it is left.
  await page.addInitScript(() => {
    addEventListener('pagehide', (event) => event.stopImmediatePropagation(), { capture: true })
    const asked = globalThis.requestAnimationFrame
    globalThis.requestAnimationFrame = (run) => (document.querySelector('.messages') ? 0 : asked(run))
  })
  await page.reload()
  await expect(conversation(page).getByText('Here it is.')).toBeVisible()
  await page.reload()
  await expectNotReopened(page)
  await chats(page).getByText('Deadly').click()
  await expect(conversation(page).getByText('Here it is.')).toBeVisible()
})

test('a chat that the window stopped working with is not reopened by Reload', async ({ page, server }) => {
  const messages = [{ text: 'Please.' }, { text: 'Here it is.' }]
  fillChats(server.dataFolder, 'Ada', [{ title: 'Deadly', startedAt: Date.now(), messages }])
  await page.reload()
  await chats(page).getByText('Deadly').click()
  await expect.poll(() => isOpening(page)).toBe(false)
  // Nothing that is known does it any more, so the list is made to fail as soon as it is rendered again.
  await page.evaluate(() => {
    Reflect.set(Array.prototype, 'findIndex', () => {
      throw new RangeError('Maximum call stack size exceeded')
    })
  })
  const asked = conversation(page).getByRole('article').first()
  await asked.hover()
  await asked.getByRole('button', { name: 'Edit' }).click()
  await expect(page.getByRole('heading', { name: 'This window stopped working' })).toBeVisible()
  await page.getByRole('button', { name: 'Reload' }).click()
  await expectNotReopened(page)
})

test('what is selected in a growing answer stays selected', async ({ fakes, page }) => {
  await fetchOpenAiModels(page)
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'fake-small' })
  const words = Array.from({ length: 60 }, (_, index) => [
    { write: openAi.text(` word${index}`) },
    { pause: 100 },
  ])
  const begun = [{ write: openAi.text('Before.\n\nThe **first** words') }, { pause: 500 }]
  fakes.openai.answerWith({
    ...openAi.events(),
    steps: [...begun, ...words.flat(), { write: openAi.end('stop') }],
  })
  await ask(page, 'Tell me.')
  const growing = conversation(page).locator('.markdown-block').last()
  await expect(growing).toContainText('word2')
  // From "first" to the end of "words", with the mouse: the second one stands in the text node that grows.
  const box = await growing.locator('strong').boundingBox()
  const end = await growing.evaluate((block) => {
    const text = block.querySelector('strong')?.nextSibling
    const range = document.createRange()
    if (text) range.setStart(text, 0)
    if (text) range.setEnd(text, ' words'.length)
    const { bottom, right, top } = range.getBoundingClientRect()
    return { x: right, y: (top + bottom) / 2 }
  })
  await page.mouse.move((box?.x ?? 0) + 1, end.y)
  await page.mouse.down()
  await page.mouse.move(end.x, end.y, { steps: 4 })
  await expect(growing).toContainText('word20')
  await page.mouse.up()
  const selected = () => page.evaluate(() => getSelection()?.toString())
  expect(await selected()).toBe('first words')
  await expect(growing).toContainText('word59')
  expect(await selected()).toBe('first words')
})
