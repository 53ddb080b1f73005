import { chromium, type Page } from '@playwright/test'
import { createCore } from '../../electron/core/core.ts'
import { startHttpServer } from '../../electron/server/httpServer.ts'
import { browserArguments, ensureBrowser } from '../../scripts/browser.ts'
import { password, signIn } from '../browser/windowStory.ts'
import { startFakeOpenAi } from '../fakes/fakeOpenAi.ts'
import { testKey } from '../fakes/fakeProtocol.ts'
import type { Fake } from '../fakes/fakeServer.ts'
import { temporaryFolder } from '../support/folders.ts'
import { testHost } from '../support/testHost.ts'
import { connectWindow, openBrowser } from '../support/webSocketClient.ts'

/** What the model of the fake provider is called. */
export const providerModel = 'fake-small'

/** A built window in a real browser, signed in, whose chats are answered by a provider on this machine. */
export interface ProviderWindow {
  readonly page: Page
  readonly provider: Fake
  close(): Promise<void>
}

export async function openProviderWindow(
  rendererFolder: string,
  prepare: (page: Page) => Promise<unknown> = async () => undefined,
): Promise<ProviderWindow> {
  const { folder, remove } = temporaryFolder()
  const provider = await startFakeOpenAi()
  const environment = { OPENAI_BASE_URL: provider.baseUrl, OPENAI_API_KEY: testKey }
  const host = { ...testHost(folder), environment }
  const core = createCore(host)
  const server = await startHttpServer({ rendererFolder, port: 0, core, logger: host.logger })
  const address = `http://127.0.0.1:${server.port}/`
  const { client, socket } = await connectWindow(await openBrowser(address))
  await client.profiles.create({ userName: 'Ada', email: null, password })
  await client.preferences.update({ modelId: `openai:${providerModel}` })
  const browser = await chromium.launch({
    executablePath: await ensureBrowser(),
    args: [...browserArguments],
  })
  const page = await browser.newPage()
  await prepare(page)
  await page.goto(address)
  await signIn(page, 'Ada', password)
  return {
    page,
    provider,
    async close() {
      await browser.close()
      socket.close()
      await server.close()
      await core.close()
      await provider.close()
      remove()
    },
  }
}
