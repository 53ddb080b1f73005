import type { Locator, Page } from '@playwright/test'
import { insertChats, type InsertedChat } from '../support/insertChats.ts'
import { expect, type ServerUnderTest } from './serverTest.ts'
import { createProfile, password, signIn } from './windowStory.ts'

export const userName = 'Ada'

/** Opens a window on a profile that has these chats. */
export async function openWith(
  page: Page,
  server: ServerUnderTest,
  chats: readonly InsertedChat[],
): Promise<void> {
  await page.goto(server.address)
  await createProfile(page, { userName })
  await server.end()
  await insertChats(server.dataFolder, { userName, password }, chats)
  await server.restart()
  await page.goto(server.address)
  await signIn(page, userName)
  await expect(chatRow(page, chats[0]?.title ?? '')).toBeVisible()
}

export const side = (page: Page): Locator => page.getByRole('navigation', { name: 'Chats' })

export const chatRow = (page: Page, title: string): Locator =>
  side(page).getByRole('listitem').filter({ hasText: title }).first()

export const folderButton = (page: Page, name: string): Locator =>
  side(page).getByRole('button', { name: new RegExp(`^${name}`, 'u') })

/** What stands in the side, from top to bottom, as it is read. */
export async function listed(page: Page): Promise<readonly string[]> {
  const items = side(page).getByRole('listitem')
  return items.evaluateAll((elements) =>
    elements.map((element) => element.querySelector('h2, .chat-title')?.textContent?.trim() ?? ''),
  )
}

export async function chooseInFolder(page: Page, name: string, choice: string): Promise<void> {
  await chatRow(page, name).hover()
  await chatRow(page, name).getByRole('button', { name: 'Folder options' }).click()
  await page.getByRole('menuitem', { name: choice }).click()
}

export async function newFolder(page: Page, name: string): Promise<void> {
  await side(page).getByRole('button', { name: 'New folder' }).click()
  await page.getByRole('textbox', { name: 'Name of the folder' }).fill(name)
  await page.keyboard.press('Enter')
  await expect(folderButton(page, name)).toBeVisible()
}

export async function setZone(page: Page, zone: string): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('button', { name: 'Time' }).click()
  await settings.getByRole('combobox', { name: 'Time zone' }).fill(zone)
  await page.keyboard.press('Enter')
  await expect(settings.getByText('Saved')).toBeVisible()
  await expect(settings.getByText(`in ${zone}`)).toBeVisible()
  await page.keyboard.press('Escape')
}
