import type { Locator, Page } from '@playwright/test'
import { expect } from './providersTest.ts'
import { ask, conversation, lastAnswer } from './windowStory.ts'

/** The text box of a message that is being edited; the composer is the one that is called `Message` exactly. */
export const editor = (page: Page): Locator => page.getByRole('textbox', { name: 'Edited text' })

export const messages = (page: Page): Locator => conversation(page).getByRole('article')

/** A message of the person's own, by what it says. */
export const mine = (page: Page, text: string): Locator =>
  conversation(page).getByRole('article', { name: /^You/u }).filter({ hasText: text })

export const press = (within: Locator, name: string): Promise<void> =>
  within.getByRole('button', { name, exact: true }).click()

/** Chooses in the menu of a message. */
export async function choose(page: Page, message: Locator, item: string): Promise<void> {
  await press(message, 'More')
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

/** Asks one question after the other and waits for each whole answer. */
export async function talk(page: Page, ...questions: readonly string[]): Promise<void> {
  for (const question of questions) {
    await ask(page, question)
    await expect(mine(page, question).first()).toBeVisible()
    await lastAnswer(page, 'Starter')
  }
}
