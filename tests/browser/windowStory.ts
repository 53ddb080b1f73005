import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Locator, type Page } from '@playwright/test'
import type axe from 'axe-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What a person does in a window, by the names that screen readers and tests depend on. The same steps run in a
 * browser against the server host and in the Electron window.
 */
export const password = 'correct horse battery'

export interface NewProfile {
  readonly userName: string
  readonly email?: string
}

/** Fills the form of a new profile and saves the recovery code; answers with the code. */
export async function createProfile(page: Page, { userName, email }: NewProfile): Promise<string> {
  await page.getByRole('textbox', { name: 'User name', exact: true }).fill(userName)
  if (email) await page.getByRole('textbox', { name: 'E-mail (optional)' }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByLabel('Repeat password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create profile' }).click()
  return readRecoveryCode(page)
}

/** Reads the recovery code that is shown and says that it is saved. */
export async function readRecoveryCode(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog', { name: 'Recovery code' })
  await expect(dialog).toBeVisible()
  const code = /([0-9A-Z]{2,}-){3,}[0-9A-Z]+/u.exec(await dialog.innerText())?.[0]
  if (!code) throw new Error('the dialog shows no recovery code')
  await dialog.getByRole('button', { name: 'I have saved it' }).click()
  await expect(dialog).toBeHidden()
  return code
}

/** Signs in by the list of profiles. */
export async function signIn(page: Page, userName: string, secret = password): Promise<void> {
  const picked = page.getByRole('list', { name: 'Profiles' }).getByRole('button', { name: userName })
  await picked.click()
  await page.getByLabel('Password', { exact: true }).fill(secret)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

export const composer = (page: Page): Locator => page.getByRole('textbox', { name: 'Message' })

export const conversation = (page: Page): Locator => page.getByRole('log', { name: 'Conversation' })

/** The answers that are shown, by the beginning of their name: the model's. */
export const answers = (page: Page, model: string): Locator =>
  conversation(page).getByRole('article', { name: new RegExp(`^${model}`, 'u') })

/** Types a message on the keyboard and sends it with Enter. */
export async function ask(page: Page, text: string): Promise<void> {
  await composer(page).click()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

/** Waits until the last message is an answer of a model, and there in full. */
export async function lastAnswer(page: Page, model: string): Promise<Locator> {
  const last = conversation(page).locator('article[data-last]').and(answers(page, model))
  await expect(last.getByRole('button', { name: 'Regenerate' })).toBeVisible()
  return answers(page, model).last()
}

/** Opens the menu of a chat and chooses in it. */
export async function chooseInChat(page: Page, title: string, choice: string): Promise<void> {
  const row = page.getByRole('navigation', { name: 'Chats' }).getByRole('listitem').filter({ hasText: title })
  await row.first().hover()
  await row.first().getByRole('button', { name: 'Chat options' }).click()
  await page.getByRole('menuitem', { name: choice }).click()
}

/** What an automatic check finds wrong for people with a screen reader or weak eyes: nothing. */
export async function expectAccessible(page: Page): Promise<void> {
  // Once for a page: reading it takes longer than the check.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource)
  const found = await page.evaluate(async () => {
    const checker = (globalThis as unknown as { readonly axe: typeof axe }).axe
    const { violations } = await checker.run(document, { resultTypes: ['violations'] })
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    )
  })
  expect(found).toEqual([])
}
