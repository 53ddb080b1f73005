import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { createCore } from '../../electron/core/core.ts'
import type { Host } from '../../electron/core/host.ts'
import { startHttpServer } from '../../electron/server/httpServer.ts'
import { browserArguments, ensureBrowser } from '../../scripts/browser.ts'
import { ask, createProfile, lastAnswer } from '../browser/windowStory.ts'
import { openAi } from '../fakes/fakeOpenAi.ts'
import { linkTestModel } from '../models/testModels.ts'
import { repository, temporaryFolder } from '../support/folders.ts'
import { testHost } from '../support/testHost.ts'
import { percentile, type Benchmark, type Measurement } from './benchmark.ts'
import { barePaints, clock, markFrames, painted } from './firstPaint.ts'
import { openProviderWindow, providerModel } from './providerWindow.ts'

const rounds = 20
const rendererFolder = path.join(repository, 'out', 'renderer')
/** How long a provider thinks before its first byte: the window is at rest by then. In milliseconds. */
const thinking = 400

interface Asking {
  readonly page: Page
  readonly model: string
  /** When the first byte of the newest answer was given. */
  readonly firstByteAt: () => number
}

/** Asks a number of times and measures each; `open` makes room for the next question. */
async function measure(asking: Asking, open: () => Promise<string>): Promise<readonly number[]> {
  const { firstByteAt, model, page } = asking
  const delays: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const before = await open()
    await ask(page, `Round ${round}`)
    delays.push((await painted(page, model, before)) - firstByteAt())
    await page.getByRole('button', { name: 'Stop' }).click()
    await lastAnswer(page, model)
  }
  return delays
}

async function measureBoth(asking: Asking, newChat: () => Promise<unknown>) {
  const { model, page } = asking
  const begun = await measure(asking, async () => {
    await newChat()
    return ''
  })
  const last = page.locator(`article[aria-label^="${model}"] .markdown`).last()
  return { begun, open: await measure(asking, () => last.innerText()) }
}

/** A provider over HTTP. Each round has a text of its own. */
async function overHttp() {
  const { close, page, provider } = await openProviderWindow(rendererFolder, (opened) =>
    opened.addInitScript(markFrames),
  )
  let at = 0
  let round = 0
  provider.answerWith(() => {
    round += 1
    const tell = (): void => {
      at = clock()
    }
    const steps = [{ pause: thinking }, { tell }, { write: openAi.text(`Answer ${round}.`) }, { hang: true }]
    return { ...openAi.events(), steps: steps as ReturnType<typeof openAi.events>['steps'] }
  })
  const asking = { page, model: providerModel, firstByteAt: () => at }
  const delays = await measureBoth(asking, () => page.getByRole('button', { name: 'New chat' }).click())
  const bare = await barePaints(page, rounds)
  await close()
  return { ...delays, bare }
}

/** A host that notes when the model's process hands over the first text of each answer. */
function notingHost(dataFolder: string, note: (at: number) => void): Host {
  const host = testHost(dataFolder)
  return {
    ...host,
    forkChild(name) {
      const child = host.forkChild(name)
      const seen = new Set<number>()
      return {
        ...child,
        onEvent: (listener) =>
          child.onEvent((event) => {
            if ('type' in event && event.type === 'text' && !seen.has(event.requestId)) {
              seen.add(event.requestId)
              note(clock())
            }
            listener(event)
          }),
      }
    },
  }
}

/** A model on this machine, which shares its processors with the browser. */
async function onThisMachine() {
  const { folder, remove } = temporaryFolder()
  await linkTestModel('slow', path.join(folder, 'models', 'slow'))
  let at = 0
  const host = notingHost(folder, (now) => {
    at = now
  })
  const core = createCore(host)
  const server = await startHttpServer({ rendererFolder, port: 0, core, logger: host.logger })
  const browser = await chromium.launch({
    executablePath: await ensureBrowser(),
    args: [...browserArguments],
  })
  const page = await browser.newPage()
  await page.addInitScript(markFrames)
  await page.goto(`http://127.0.0.1:${server.port}/`)
  await createProfile(page, { userName: 'Ada' })
  const choose = (): Promise<unknown> =>
    page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'Slow' })
  await choose()
  const delays = await measureBoth({ page, model: 'Slow', firstByteAt: () => at }, async () => {
    await page.getByRole('button', { name: 'New chat' }).click()
    await choose()
  })
  await browser.close()
  await server.close()
  await core.close()
  remove()
  return delays
}

function rows(name: string, delays: readonly number[], budget: number | null): readonly Measurement[] {
  return [0.95, 0.5].map((share) => ({
    name: `${name}, p${share * 100}`,
    value: percentile(delays, share),
    unit: 'ms',
    budget: share === 0.95 ? budget : null,
  }))
}

/** From the first text of an answer to its paint in a real browser. */
export const benchmark: Benchmark = {
  name: 'first-text',
  async run() {
    const remote = await overHttp()
    const local = await onThisMachine()
    return [
      ...rows("provider's first byte to its paint, in an open chat", remote.open, 33),
      ...rows("provider's first byte to its paint, in a chat just begun", remote.begun, 33),
      ...rows('one word by a timer to its paint, nothing else', remote.bare, null),
      ...rows("local model's first text to its paint, in an open chat", local.open, 33),
      ...rows("local model's first text to its paint, in a chat just begun", local.begun, 33),
    ]
  },
}
