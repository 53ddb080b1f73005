import type { Locator, Page } from '@playwright/test'
import { startFakeGemini } from '../fakes/fakeGemini.ts'
import { startFakeOpenAi } from '../fakes/fakeOpenAi.ts'
import { testKey } from '../fakes/fakeProtocol.ts'
import type { Fake } from '../fakes/fakeServer.ts'
import { expect, test as base } from './serverTest.ts'

export interface Fakes {
  readonly gemini: Fake
  readonly openai: Fake
}

/** A server host whose Gemini and OpenAI are fakes on this machine. */
export const test = base.extend<{ readonly fakes: Fakes }>({
  fakes: async ({}, use) => {
    const fakes = { gemini: await startFakeGemini(), openai: await startFakeOpenAi() }
    await use(fakes)
    await fakes.gemini.close()
    await fakes.openai.close()
  },
  environment: async ({ fakes }, use) => {
    await use({
      GEMINI_BASE_URL: fakes.gemini.baseUrl,
      OPENAI_BASE_URL: fakes.openai.baseUrl,
      GEMINI_API_KEY: '',
      OPENAI_API_KEY: '',
    })
  },
})

export async function openModels(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('button', { name: 'Models', exact: true }).click()
  return settings
}

/** The part of the settings that is about one provider. */
export function partOf(settings: Locator, name: string): Locator {
  return settings.getByRole('group', { name, exact: true })
}

export async function setKey(page: Page, provider: 'Gemini' | 'OpenAI', key: string): Promise<Locator> {
  const settings = await openModels(page)
  const part = partOf(settings, provider)
  await part.getByLabel(`${provider} key`, { exact: true }).fill(key)
  await part.getByRole('button', { name: 'Save key' }).click()
  await expect(part.getByText(`Key ending in ${key.slice(-4)}`)).toBeVisible()
  return part
}

/** Gives OpenAI its key and fetches its models; the settings stay open. */
export async function fetchOpenAiModels(page: Page): Promise<Locator> {
  const part = await setKey(page, 'OpenAI', testKey)
  await part.getByRole('button', { name: 'Refresh models' }).click()
  await expect(part.getByText(/models found/u)).toBeVisible()
  return part
}

export { expect } from './serverTest.ts'
