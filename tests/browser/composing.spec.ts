/** Words that are written with an input method, as in Japanese: the Enter that chooses one does nothing else. */
import type { CDPSession, Locator } from '@playwright/test'
import { expect, test } from './serverTest.ts'
import { ask, chooseInChat, composer, createProfile, lastAnswer } from './windowStory.ts'

const enterKey = { key: 'Enter', code: 'Enter' }
const escapeKey = { key: 'Escape', code: 'Escape' }
/** The code of a key that went to an input method. */
const composed = { windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 }

/** Begins a word in the box with the focus and ends it by Enter, as Chromium and as Safari tell of it. */
async function compose(session: CDPSession, word: string): Promise<void> {
  await session.send('Input.imeSetComposition', { text: word, selectionStart: 0, selectionEnd: word.length })
  await press(session, { ...enterKey, windowsVirtualKeyCode: 13 })
  await press(session, { ...enterKey, ...composed })
  await session.send('Input.insertText', { text: word })
  // Safari ends the word first and tells of the key after that, by its code alone.
  await press(session, { ...enterKey, ...composed })
}

async function press(session: CDPSession, key: object): Promise<void> {
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key })
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })
}

async function composeIn(session: CDPSession, box: Locator, word: string): Promise<void> {
  await box.click()
  await compose(session, word)
  await expect(box).toHaveValue(new RegExp(`${word}$`, 'u'))
}

test('Enter that ends a word sends nothing and leaves no box', async ({ page, server }) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  const session = await page.context().newCDPSession(page)
  const articles = page.getByRole('article')

  await composeIn(session, composer(page), '日本')
  await expect(articles).toHaveCount(0)
  await page.keyboard.press('Enter')
  await lastAnswer(page, 'Starter')
  await expect(articles).toHaveCount(2)

  // A message that is edited: neither sent nor left.
  await articles.first().getByRole('button', { name: 'Edit', exact: true }).click()
  const editor = page.getByRole('textbox', { name: 'Edited text' })
  await composeIn(session, editor, '東京')
  await press(session, { ...escapeKey, ...composed })
  await expect(editor).toHaveValue('日本東京')
  await page.keyboard.press('Escape')
  await expect(editor).toHaveCount(0)

  // A name that is typed: neither kept nor given up.
  await chooseInChat(page, '日本', 'Rename')
  const title = page.getByRole('textbox', { name: 'Title of the chat' })
  await expect(title).toBeFocused()
  await page.keyboard.press('End')
  await compose(session, '京都')
  await press(session, { ...escapeKey, ...composed })
  await expect(title).toHaveValue('日本京都')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '日本京都' })).toBeVisible()

  // The search: the focus stays, and so does what is typed.
  const search = page.getByRole('searchbox', { name: 'Search', exact: true })
  await composeIn(session, search, '日本')
  await expect(page.locator('.search-results mark').first()).toBeVisible()
  await press(session, { ...enterKey, ...composed })
  await expect(search).toBeFocused()
  await expect(search).toHaveValue('日本')
  await page.keyboard.press('Escape')
  await expect(search).toHaveValue('')
})

test('Escape that gives a word up does not stop the answer that is being written', async ({
  page,
  server,
}) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  const session = await page.context().newCDPSession(page)
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'Slow' })
  await ask(page, 'Write until somebody stops you.')
  const stop = page.getByRole('button', { name: 'Stop', exact: true })
  await expect(stop).toBeVisible()
  await composer(page).click()
  await session.send('Input.imeSetComposition', { text: '日', selectionStart: 0, selectionEnd: 1 })
  await press(session, { ...escapeKey, ...composed })
  await session.send('Input.insertText', { text: '日' })
  await expect(composer(page)).toHaveValue('日')
  await expect(stop).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Send' })).toBeVisible()
})
