import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { createCore } from '../../electron/core/core.ts'
import { startHttpServer } from '../../electron/server/httpServer.ts'
import { browserArguments, ensureBrowser } from '../../scripts/browser.ts'
import { fillChats } from '../browser/filledChats.ts'
import { password, signIn } from '../browser/windowStory.ts'
import { repository, temporaryFolder } from '../support/folders.ts'
import { megabyteTexts, reportedTexts } from '../support/hostileTexts.ts'
import { testHost } from '../support/testHost.ts'
import { connectWindow, openBrowser } from '../support/webSocketClient.ts'
import type { Benchmark, Measurement } from './benchmark.ts'
import { startTracing } from './taskTrace.ts'

/** As many chats as the list shows without being scrolled. */
const listed = 8

/** Waits until nothing is added to the conversation any more. */
async function atRest(page: Page): Promise<void> {
  let [before, now] = [-1, 0]
  while (before !== now) {
    before = now
    await page.waitForTimeout(500)
    now = await page.evaluate(() => document.querySelectorAll('.messages *').length)
  }
}

async function longestTaskOf(page: Page, title: string): Promise<number> {
  const trace = await startTracing(page)
  await trace.times()
  await page.getByRole('navigation', { name: 'Chats' }).getByText(title, { exact: true }).click()
  await page.locator('.bubble').last().waitFor()
  await atRest(page)
  await trace.times()
  return trace.longestWork()
}

async function measure(page: Page, folder: string): Promise<readonly Measurement[]> {
  const texts = Object.entries({ ...reportedTexts, ...megabyteTexts })
  const results: Measurement[] = []
  for (let from = 0; from < texts.length; from += listed) {
    const chats = texts.slice(from, from + listed).map(([kind, text], index) => ({
      title: `${from + index}: ${kind}`,
      startedAt: Date.now() + from,
      messages: [{ text: 'Please.' }, { text }],
    }))
    fillChats(folder, 'Ada', chats)
    await page.reload()
    for (const { title } of chats) {
      const value = await longestTaskOf(page, title)
      results.push({ name: `longest task, ${title}`, value, unit: 'ms', budget: 200 })
    }
  }
  return results
}

/** Stored answers made to hold the page: the most that one task has of the processor. */
export const benchmark: Benchmark = {
  name: 'hostileTexts',
  async run() {
    const { folder, remove } = temporaryFolder()
    const host = testHost(folder)
    const core = createCore(host)
    const rendererFolder = path.join(repository, 'out', 'renderer')
    const server = await startHttpServer({ rendererFolder, port: 0, core, logger: host.logger })
    const address = `http://127.0.0.1:${server.port}/`
    const { client, socket } = await connectWindow(await openBrowser(address))
    await client.profiles.create({ userName: 'Ada', email: null, password })
    const browser = await chromium.launch({
      executablePath: await ensureBrowser(),
      args: [...browserArguments],
    })
    const page = await browser.newPage()
    await page.goto(address)
    await signIn(page, 'Ada')
    await page.getByRole('button', { name: 'New chat' }).waitFor()
    const results = await measure(page, folder)
    await browser.close()
    socket.close()
    await server.close()
    await core.close()
    remove()
    return results
  },
}
