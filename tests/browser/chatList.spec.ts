import { openWindow } from './openWindow.ts'
import { takeScreens } from './screens.ts'
import { expect, test } from './serverTest.ts'
import { chatRow, listed, openWith, side, userName } from './orderTest.ts'
import {
  answers,
  ask,
  chooseInChat,
  composer,
  createProfile,
  expectAccessible,
  lastAnswer,
  signIn,
} from './windowStory.ts'

test('a chat that has ended keeps what it has, and what is sent after it starts another', async ({
  page,
  server,
}) => {
  await page.goto(server.address)
  await createProfile(page, { userName })
  await ask(page, 'What can you do?')
  await lastAnswer(page, 'Starter')
  await chooseInChat(page, 'What can you do?', 'End chat')
  await expect(page.getByText('This chat has ended.')).toBeVisible()
  await expect(page.locator('header').getByText(/^Started \d\d\/.*Ended \d\d\//u)).toBeVisible()
  await takeScreens(page, 'order-ended')
  await expectAccessible(page)

  // Another window knows it too.
  const second = await openWindow(page)
  await second.goto(server.address)
  await signIn(second, userName)
  await chatRow(second, 'What can you do?').getByRole('button', { name: 'What can you do?' }).click()
  await expect(second.getByText('This chat has ended.')).toBeVisible()

  await page.getByRole('button', { name: 'Reopen chat' }).click()
  await expect(second.getByText('This chat has ended.')).toHaveCount(0)
  await chooseInChat(second, 'What can you do?', 'Pin')
  await expect.poll(() => listed(page)).toEqual(['Pinned', 'What can you do?'])
  await chooseInChat(second, 'What can you do?', 'Unpin')
  await expect.poll(() => listed(page)).toEqual(['Today', 'What can you do?'])
  await ask(page, 'Where are my chats stored?')
  await lastAnswer(page, 'Starter')
  await expect(answers(page, 'Starter')).toHaveCount(2)
  await expect.poll(async () => (await listed(page)).length).toBe(2)

  await chooseInChat(page, 'What can you do?', 'End chat')
  await expect(page.getByText('This chat has ended.')).toBeVisible()
  await ask(page, 'hello')
  await expect(page.getByRole('heading', { level: 1, name: 'hello' })).toBeVisible()
  await lastAnswer(page, 'Starter')
  await expect(answers(page, 'Starter')).toHaveCount(1)
  await expect(page.getByText('This chat has ended.')).toHaveCount(0)
  await expect(composer(page)).toBeFocused()
  await expect.poll(() => listed(page)).toEqual(['Today', 'hello', 'What can you do?'])
  await chatRow(page, 'What can you do?')
    .getByRole('button', { name: /^What can you do/u })
    .click()
  await expect(answers(page, 'Starter')).toHaveCount(2)
})

test('notices stand above the line of a chat that has ended and above the composer, however high that is', async ({
  page,
  server,
}) => {
  const now = Date.now()
  await openWith(page, server, [
    { title: 'Alpha', times: [now] },
    { title: 'Beta', times: [now - 1_000] },
  ])
  await chatRow(page, 'Alpha').getByRole('button', { name: 'Alpha' }).click()
  await chooseInChat(page, 'Alpha', 'End chat')
  await expect(page.getByText('This chat has ended.')).toBeVisible()
  await chooseInChat(page, 'Beta', 'Archive')
  await composer(page).fill('line\n'.repeat(8))
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 })
    const line = await page.locator('.ended-line').boundingBox()
    const notice = await page.locator('.toast').boundingBox()
    expect((notice?.y ?? 0) + (notice?.height ?? 0)).toBeLessThan(line?.y ?? 0)
  }
  await takeScreens(page, 'order-notice')
  await page.getByRole('button', { name: 'Reopen chat' }).click()
  await expect(page.locator('.ended-line')).toHaveCount(0)
  const field = await page.locator('.composer').boundingBox()
  const notice = await page.locator('.toast').boundingBox()
  expect((notice?.y ?? 0) + (notice?.height ?? 0)).toBeLessThan(field?.y ?? 0)
})

test('five thousand chats scroll to the end without a long pause, and only what is seen is there', async ({
  page,
  server,
}) => {
  const now = Date.now()
  const chats = Array.from({ length: 5_000 }, (_, index) => ({
    title: `Chat ${index}.`,
    times: [now - index * 3 * 3_600_000],
  }))
  await openWith(page, server, chats)
  const list = page.locator('.chat-list')
  await page.evaluate(() => {
    const pauses: number[] = []
    Object.assign(globalThis, { pauses })
    new PerformanceObserver((entries) => {
      for (const { duration } of entries.getEntries()) pauses.push(duration)
    }).observe({ type: 'longtask' })
  })
  const started = Date.now()
  await expect
    .poll(
      async () => {
        await list.evaluate((element) => {
          element.scrollTop = element.scrollHeight
        })
        return (await listed(page)).at(-1)
      },
      { timeout: 60_000, intervals: [20] },
    )
    .toBe('Chat 4999.')
  const took = Date.now() - started
  expect(await side(page).getByRole('listitem').count()).toBeLessThan(100)

  // It stays so while a message is written and answered, which changes the list.
  await ask(page, 'What can you do?')
  await lastAnswer(page, 'Starter')
  await list.evaluate((element) => {
    element.scrollTop = 0
  })
  await expect.poll(() => listed(page)).toContain('What can you do?')
  await expect
    .poll(async () => (await listed(page)).slice(0, 3))
    .toEqual(['Today', 'What can you do?', 'Chat 0.'])
  const pauses = await page.evaluate(() => (globalThis as unknown as { readonly pauses: number[] }).pauses)
  const lengths = pauses.map(Math.round).join(', ') || 'none'
  console.log(`5,000 chats: to the end in ${took} ms, long tasks (ms): ${lengths}`)
  expect(Math.max(0, ...pauses)).toBeLessThan(500)
})
