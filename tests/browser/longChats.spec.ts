import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { expect, test as base, type Page } from '@playwright/test'
import { startServer } from '../support/server.ts'
import type { LongChat } from './fillLongChat.ts'
import { conversation, signIn } from './windowStory.ts'

const longest = 130

/** A server host whose one profile has a chat of 130 messages, numbered from 0. */
const test = base.extend<{ readonly title: string }>({
  title: async ({ page }, use) => {
    const script = path.join(import.meta.dirname, 'fillLongChat.ts')
    const printed = execFileSync(process.execPath, [script, String(longest)], { encoding: 'utf8' })
    const { folder, title } = JSON.parse(printed) as LongChat
    const server = await startServer(folder)
    await page.goto(server.address)
    await signIn(page, 'Ada', 'correct horse')
    await use(title)
    await server.end()
    rmSync(folder, { recursive: true, force: true })
  },
})

function openChat(page: Page, title: string): Promise<void> {
  const side = page.getByRole('navigation', { name: 'Chats' })
  return side.getByRole('button', { name: title, exact: true }).click()
}

/** Runs in the page: where the last message ends, in each frame of the next half second. */
function endOfLast(): Promise<readonly number[]> {
  return new Promise((resolve) => {
    const ends: number[] = []
    const look = (): void => {
      const articles = [...document.querySelectorAll('[role="log"] article')]
      ends.push(Math.round(articles.at(-1)?.getBoundingClientRect().bottom ?? 0))
      if (ends.length < 30) requestAnimationFrame(look)
      else resolve(ends)
    }
    requestAnimationFrame(look)
  })
}

interface Rendered {
  /** The numbers of the messages. */
  readonly numbers: readonly number[]
  /** The widest hole between two of them, in pixels. */
  readonly hole: number
}

/** Runs in the page: what is rendered after the next two frames, in which scrolling and measuring happen. */
function renderedSoon(): Promise<Rendered> {
  const look = (): Rendered => {
    const articles = [...document.querySelectorAll('[role="log"] article')]
    const boxes = articles.map((article) => article.getBoundingClientRect())
    const sorted = boxes.toSorted((one, other) => one.top - other.top)
    const holes = sorted.slice(1).map((box, index) => box.top - (sorted[index]?.bottom ?? 0))
    const numbers = articles.map((article) => Number(/Number (\d+)\./u.exec(article.textContent)?.[1]))
    return { numbers, hole: Math.max(...holes) }
  }
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(look())))
  })
}

test('a long chat opens at its end, and the end stays while what is before it is rendered', async ({
  page,
  title,
}) => {
  await openChat(page, title)
  const last = conversation(page)
    .getByRole('article')
    .filter({ hasText: `Number ${longest - 1}.` })
  await expect(last).toBeInViewport()
  const ends = await page.evaluate(endOfLast)
  expect(new Set(ends).size).toBe(1)
  // By now, what one sees when one begins to scroll is there as well.
  expect(await conversation(page).getByRole('article').count()).toBeGreaterThan(2)
})

test('one scrolls from the end of a long chat to its beginning, past every message', async ({
  page,
  title,
}) => {
  await openChat(page, title)
  await expect(conversation(page).getByText(`Number ${longest - 1}.`)).toBeInViewport()
  await conversation(page).hover()
  const seen = new Set<number>()
  await expect
    .poll(
      async () => {
        const { hole, numbers } = await page.evaluate(renderedSoon)
        for (const number of numbers) seen.add(number)
        // Between two messages there is room for a day that begins, and for nothing else.
        expect(hole).toBeLessThan(120)
        await page.mouse.wheel(0, -600)
        return seen.has(0)
      },
      { intervals: [30], timeout: 90_000 },
    )
    .toBe(true)
  expect(seen.size).toBe(longest)
})
