import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect } from './serverTest.ts'
import { composer } from './windowStory.ts'

export async function openBackups(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings' }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('button', { name: 'Backups', exact: true }).click()
  return settings
}

/** Types a draft and waits until the core has it. */
export async function draft(page: Page, text: string): Promise<void> {
  await composer(page).fill(text)
  await page.waitForTimeout(1_500)
}

export async function backUp(settings: Locator): Promise<Locator> {
  const rows = settings.getByRole('list', { name: 'Backups' }).getByRole('listitem')
  await settings.getByRole('button', { name: 'Back up now' }).click()
  await expect(settings.getByText('The backup was made and checked.')).toBeVisible()
  return rows.filter({ hasText: 'Backup you made' }).first()
}

/** The profile's folder below the data folder. */
export function profileFolder(dataFolder: string): string {
  const folder = path.join(dataFolder, 'profiles')
  return path.join(folder, readdirSync(folder)[0] ?? '')
}
