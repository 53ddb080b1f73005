/** Chats far down in a long list, past the first page of it: what happens to them is seen there, in every window. */
import type { Locator, Page } from '@playwright/test'
import { openWindow } from './openWindow.ts'
import { expect, test, type ServerUnderTest } from './serverTest.ts'
import {
  chatRow,
  chooseInFolder,
  folderButton,
  listed,
  newFolder,
  openWith,
  side,
  userName,
} from './orderTest.ts'
import { chooseInChat, signIn } from './windowStory.ts'

const far = 'Chat 700.'
const around = ['Chat 699.', far, 'Chat 701.']
const without = ['Chat 699.', 'Chat 701.']

async function openThousand(page: Page, server: ServerUnderTest): Promise<void> {
  const now = Date.now()
  const chats = Array.from({ length: 1_000 }, (_, index) => ({
    title: `Chat ${index}.`,
    times: [now - index * 60_000],
  }))
  await openWith(page, server, chats)
}

/** Runs in the page: scrolls on, and waits until what is there now is painted. */
function scrollOn(list: Element): Promise<unknown> {
  list.scrollBy(0, 400)
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
}

/** Scrolls until a chat is there; the list loads on meanwhile. */
async function scrollTo(page: Page, title: string): Promise<void> {
  const row = chatRow(page, title)
  await expect(async () => {
    if ((await row.count()) === 0) await page.locator('.chat-list').evaluate(scrollOn)
    expect(await row.count()).toBe(1)
  }).toPass({ timeout: 60_000, intervals: [20] })
  await row.scrollIntoViewIfNeeded()
}

async function openSecond(page: Page, server: ServerUnderTest): Promise<Page> {
  const second = await openWindow(page)
  await second.goto(server.address)
  await signIn(second, userName)
  await scrollTo(second, far)
  return second
}

/** The chats next to the one far down, as far as they are there. */
async function expectNear(pages: readonly Page[], expected: readonly string[]): Promise<void> {
  for (const page of pages)
    await expect
      .poll(async () => (await listed(page)).filter((title) => around.includes(title)))
      .toEqual(expected)
}

function undo(page: Page): Locator {
  return page.getByRole('button', { name: 'Undo' }).last()
}

test('a chat far down goes and comes back at its place, in the window that does it and in another', async ({
  page,
  server,
}) => {
  test.slow()
  await openThousand(page, server)
  await newFolder(page, 'Work')
  await scrollTo(page, far)
  const pages = [page, await openSecond(page, server)]
  await expectNear(pages, around)

  for (const choice of ['Delete', 'Archive']) {
    await chooseInChat(page, far, choice)
    await expectNear(pages, without)
    await undo(page).click()
    await expectNear(pages, around)
  }

  const choose = async (): Promise<void> => {
    await chooseInChat(page, far, 'Move to folder')
    const moving = page.getByRole('dialog', { name: 'Move to folder' })
    await moving.getByRole('button', { name: 'Work' }).click()
    await expectNear(pages, without)
  }
  await choose()
  await undo(page).click()
  await expectNear(pages, around)

  await choose()
  await page.locator('.chat-list').evaluate((element) => element.scrollTo(0, 0))
  await expect(folderButton(page, 'Work')).toHaveText(/1/u)
  await chooseInFolder(page, 'Work', 'Delete folder')
  await page.getByRole('button', { name: 'Delete folder', exact: true }).click()
  await expect(folderButton(page, 'Work')).toHaveCount(0)
  await scrollTo(page, far)
  await expectNear(pages, around)
})

test('what another window does to a chat far down is seen there', async ({ page, server }) => {
  test.slow()
  await openThousand(page, server)
  await scrollTo(page, far)
  const second = await openSecond(page, server)

  await side(second).getByRole('button', { name: far, exact: true }).focus()
  await second.keyboard.press('F2')
  await second.keyboard.type('Renamed')
  await second.keyboard.press('Enter')
  await expect(chatRow(page, 'Renamed')).toBeVisible()

  await chooseInChat(second, 'Renamed', 'Pin')
  await expect(chatRow(page, 'Renamed')).not.toBeInViewport()
  await page.locator('.chat-list').evaluate((element) => element.scrollTo(0, 0))
  await expect.poll(async () => (await listed(page)).slice(0, 3)).toEqual(['Pinned', 'Renamed', 'Today'])
  await chooseInChat(page, 'Renamed', 'Unpin')
  await expect.poll(async () => (await listed(second)).includes('Renamed')).toBe(true)
  await scrollTo(page, 'Renamed')
})
