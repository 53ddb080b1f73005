import { chromium, type Page } from '@playwright/test'
import { browserArguments, ensureBrowser } from '../../scripts/browser.ts'
import { signIn } from '../browser/windowStory.ts'
import { startServer } from '../support/server.ts'
import { benchUser } from './filledFolder.ts'

/** The built window in a real browser, signed in to a server host that is a process of its own. */
export interface BenchWindow {
  readonly page: Page
  close(): Promise<void>
}

export async function openBenchWindow(
  folder: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<BenchWindow> {
  const server = await startServer(folder, 0, environment)
  const browser = await chromium.launch({
    executablePath: await ensureBrowser(),
    args: [...browserArguments],
  })
  const page = await browser.newPage()
  await page.goto(server.address)
  await signIn(page, benchUser.userName, benchUser.password)
  await page.getByRole('navigation', { name: 'Chats' }).getByRole('listitem').first().waitFor()
  return {
    page,
    async close() {
      await browser.close()
      await server.end()
    },
  }
}
