import { cpSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { createCore } from '../../electron/core/core.ts'
import type { Host, InferenceProcess } from '../../electron/core/host.ts'
import { startHttpServer } from '../../electron/server/httpServer.ts'
import { browserArguments, ensureBrowser } from '../../scripts/browser.ts'
import { ask, createProfile, lastAnswer } from '../browser/windowStory.ts'
import { ensureTestModel } from '../models/testModels.ts'
import { repository, temporaryFolder } from '../support/folders.ts'
import { testHost } from '../support/testHost.ts'
import { percentile, type Benchmark } from './benchmark.ts'

const rounds = 20

/** The time of day in milliseconds with fractions, comparable between processes of one machine. */
const clock = (): number => performance.timeOrigin + performance.now()

/** A host that notes when the model's process hands over the first text of each answer. */
function notingHost(dataFolder: string, note: (at: number) => void): Host {
  const host = testHost(dataFolder)
  return {
    ...host,
    forkInference(): InferenceProcess {
      const child = host.forkInference()
      const seen = new Set<number>()
      return {
        ...child,
        onEvent: (listener) =>
          child.onEvent((event) => {
            if (event.type === 'text' && !seen.has(event.requestId)) {
              seen.add(event.requestId)
              note(clock())
            }
            listener(event)
          }),
      }
    },
  }
}

/** Runs in the page before its scripts: marks the time between a frame's callbacks and the task after its paint. */
function markFrames(): void {
  const request = globalThis.requestAnimationFrame.bind(globalThis)
  globalThis.requestAnimationFrame = (callback) =>
    request((time) => {
      Reflect.set(globalThis, 'inFrame', true)
      setTimeout(() => Reflect.set(globalThis, 'inFrame', false))
      callback(time)
    })
}

/** Settles in the page when the text of an answer other than the former one has been painted, with that time. */
function painted(page: Page, before: string): Promise<number> {
  return page.evaluate(
    (former) =>
      new Promise<number>((resolve) => {
        const log = document.querySelector('[role="log"]')
        function look(): void {
          const texts = document.querySelectorAll('article[aria-label^="Slow"] .markdown')
          const text = texts[texts.length - 1]?.textContent ?? ''
          if (text.trim() === '' || former.startsWith(text)) return
          observer.disconnect()
          // What changes in a frame's callback is painted before the next task; anything else, with the next frame.
          const afterPaint = (): unknown =>
            setTimeout(() => resolve(performance.timeOrigin + performance.now()))
          if (Reflect.get(globalThis, 'inFrame') === true) afterPaint()
          else requestAnimationFrame(afterPaint)
        }
        const observer = new MutationObserver(look)
        observer.observe(log ?? document.body, { childList: true, subtree: true, characterData: true })
        look()
      }),
    before,
  )
}

/** From the model's first text to its paint in a real browser. */
export const benchmark: Benchmark = {
  name: 'first-text',
  async run() {
    const { folder, remove } = temporaryFolder()
    cpSync(await ensureTestModel('slow'), path.join(folder, 'models', 'slow'), { recursive: true })
    let firstText = 0
    const host = notingHost(folder, (at) => {
      firstText = at
    })
    const core = createCore(host)
    const rendererFolder = path.join(repository, 'out', 'renderer')
    const server = await startHttpServer({ rendererFolder, port: 0, core, logger: host.logger })
    const browser = await chromium.launch({ executablePath: ensureBrowser(), args: [...browserArguments] })
    const page = await browser.newPage()
    await page.addInitScript(markFrames)
    await page.goto(`http://127.0.0.1:${server.port}/`)
    await createProfile(page, { userName: 'Ada' })
    await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'Slow' })

    /** Asks a number of times and measures each; `open` makes room for the next question. */
    async function measure(open: () => Promise<string>): Promise<readonly number[]> {
      const delays: number[] = []
      for (let round = 0; round < rounds; round += 1) {
        const before = await open()
        await ask(page, `Round ${round}`)
        delays.push((await painted(page, before)) - firstText)
        await page.getByRole('button', { name: 'Stop' }).click()
        await lastAnswer(page, 'Slow')
      }
      return delays
    }
    const inNewChats = await measure(async () => {
      await page.getByRole('button', { name: 'New chat' }).click()
      await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'Slow' })
      return ''
    })
    const inOneChat = await measure(() =>
      page.locator('article[aria-label^="Slow"] .markdown').last().innerText(),
    )
    await browser.close()
    await server.close()
    await core.close()
    remove()
    const row = (name: string, delays: readonly number[], share: number, budget: number | null) => ({
      name: `model's first text to its paint, ${name}, p${share * 100}`,
      value: percentile(delays, share),
      unit: 'ms',
      budget,
    })
    return [
      row('in an open chat', inOneChat, 0.95, 33),
      row('in an open chat', inOneChat, 0.5, null),
      row('in a chat just begun', inNewChats, 0.95, null),
      row('in a chat just begun', inNewChats, 0.5, null),
    ]
  },
}
