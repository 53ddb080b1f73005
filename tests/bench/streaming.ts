import type { Page } from '@playwright/test'
import { ask } from '../browser/windowStory.ts'
import { openAi } from '../fakes/fakeOpenAi.ts'
import type { FakeAnswer } from '../fakes/fakeServer.ts'
import { markdownText } from './markdownTexts.ts'
import { openProviderWindow } from './providerWindow.ts'
import { startTracing } from './taskTrace.ts'

/** What stands there already, in characters, and what is added to it in so many parts, 100 a second. */
const before = 20_000
const parts = 400
const pause = 10
/** Between the two, for the window to come to rest. In milliseconds. */
const rest = 3_000

/** What growing costs the window, in milliseconds. */
export interface StreamingCost {
  /** As the browser reports them, with whatever else the machine did meanwhile; 0 when none was over 50 ms. */
  readonly longestTask: number
  /** The most that one task had of the processor. */
  readonly longestWork: number
  /** An update, of the processor. */
  readonly script: number
  readonly layout: number
}

/** Words that tell how far the answer is. */
const halfway = 'halfway-there'
const atEnd = 'at-the-end'

function answer(): FakeAnswer {
  const whole = markdownText(1, before + parts * 12)
  const size = Math.ceil((whole.length - before) / parts)
  const added = Array.from({ length: parts }, (_, index) => {
    const from = before + index * size
    return [{ write: openAi.text(whole.slice(from, from + size)) }, { pause }]
  })
  return {
    ...openAi.events(),
    steps: [
      { write: openAi.text(`${halfway} ${whole.slice(0, before)}`) },
      { pause: rest },
      ...added.flat(),
      { write: openAi.text(` ${atEnd}`) },
      { write: openAi.end('stop') },
    ],
  }
}

/** Runs in the page: counts changes of the last answer, and notes tasks over 50 ms, from now on. */
function startCounting(): void {
  const counted = { updates: 0, tasks: [] as number[] }
  Reflect.set(globalThis, 'counted', counted)
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) counted.tasks.push(duration)
  }).observe({ type: 'longtask' })
  const answers = document.querySelectorAll('[role="log"] article .markdown')
  const observer = new MutationObserver(() => (counted.updates += 1))
  for (const element of answers)
    observer.observe(element, { childList: true, characterData: true, subtree: true })
}

/** Runs in the page. */
function isThere(word: string): boolean {
  return document.querySelector('[role="log"]')?.textContent.includes(word) ?? false
}

async function costIn(page: Page): Promise<StreamingCost> {
  await ask(page, 'Tell me everything.')
  await page.waitForFunction(isThere, halfway)
  const trace = await startTracing(page)
  await page.waitForTimeout(rest / 2)
  const start = await trace.times()
  await page.evaluate(startCounting)
  await page.waitForFunction(isThere, atEnd)
  const end = await trace.times()
  const { tasks, updates } = await page.evaluate(
    () =>
      Reflect.get(globalThis, 'counted') as { readonly updates: number; readonly tasks: readonly number[] },
  )
  return {
    longestTask: Math.max(0, ...tasks),
    longestWork: await trace.longestWork(),
    script: (end.script - start.script) / updates,
    layout: (end.layout - start.layout) / updates,
  }
}

/** Streams an answer of a fake provider through the core into a built window in a real browser. */
export async function streamInto(rendererFolder: string): Promise<StreamingCost> {
  const { close, page, provider } = await openProviderWindow(rendererFolder)
  provider.answerWith(answer())
  const cost = await costIn(page)
  await close()
  return cost
}
