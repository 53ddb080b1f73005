import type { Locator } from '@playwright/test'
import { takeScreens } from './screens.ts'
import { expect, test } from './serverTest.ts'
import { chatRow, chooseInFolder, folderButton, listed, newFolder, openWith, side } from './orderTest.ts'
import { chooseInChat, expectAccessible } from './windowStory.ts'

test('chats are pinned, put into folders and archived by the keyboard, and every step has its way back', async ({
  page,
  server,
}) => {
  const now = Date.now()
  await openWith(
    page,
    server,
    ['Alpha', 'Beta', 'Gamma'].map((title, index) => ({ title, times: [now - index * 1_000] })),
  )
  await newFolder(page, 'Work')

  const open = (title: string): Locator => side(page).getByRole('button', { name: title, exact: true })
  await open('Beta').focus()
  await page.keyboard.press('ArrowDown')
  await expect(open('Gamma')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Pin', exact: true })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('menuitem', { name: 'Pin', exact: true }).press('Enter')
  await expect
    .poll(() => listed(page))
    .toEqual(['Pinned', 'Gamma', 'Folders', 'Work', '', 'Today', 'Alpha', 'Beta'])
  await expect(open('Gamma')).toBeFocused()

  await open('Alpha').focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Move to folder' }).press('Enter')
  const moving = page.getByRole('dialog', { name: 'Move to folder' })
  await takeScreens(page, 'order-move')
  await expectAccessible(page)
  await moving.getByRole('button', { name: 'Work' }).press('Enter')
  await expect
    .poll(() => listed(page))
    .toEqual(['Pinned', 'Gamma', 'Folders', 'Work', 'Alpha', 'Today', 'Beta'])
  await expect(folderButton(page, 'Work')).toHaveText(/1/u)
  await expect(page.getByText('Chat moved to Work')).toBeVisible()
  await takeScreens(page, 'order-folders')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect
    .poll(() => listed(page))
    .toEqual(['Pinned', 'Gamma', 'Folders', 'Work', '', 'Today', 'Alpha', 'Beta'])

  await chooseInChat(page, 'Gamma', 'Unpin')
  await expect.poll(() => listed(page)).toEqual(['Folders', 'Work', '', 'Today', 'Alpha', 'Beta', 'Gamma'])

  await chooseInChat(page, 'Beta', 'Archive')
  await expect.poll(() => listed(page)).toEqual(['Folders', 'Work', '', 'Today', 'Alpha', 'Gamma'])
  await page.getByRole('button', { name: 'Dismiss' }).first().click()
  await side(page).getByRole('button', { name: 'Archive', exact: true }).press('Enter')
  await expect.poll(() => listed(page)).toEqual(['Beta'])
  await takeScreens(page, 'order-archive')
  await expectAccessible(page)
  await chooseInChat(page, 'Beta', 'Unarchive')
  await expect(side(page).getByText('Chats that you archive stand here')).toBeVisible()
  await side(page).getByRole('button', { name: 'Back to chats' }).press('Enter')
  await expect.poll(() => listed(page)).toEqual(['Folders', 'Work', '', 'Today', 'Alpha', 'Beta', 'Gamma'])

  await open('Beta').focus()
  await page.keyboard.press('F2')
  await expect(page.getByRole('textbox', { name: 'Title of the chat' })).toBeFocused()
  await page.keyboard.type('Delta')
  await page.keyboard.press('Enter')
  await expect(open('Delta')).toBeFocused()
  await page.keyboard.press('Delete')
  await expect(open('Delta')).toHaveCount(0)
  await expect(open('Gamma')).toBeFocused()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(open('Delta')).toBeVisible()
})

test('folders are renamed, nested once and deleted without their chats', async ({ page, server }) => {
  await openWith(page, server, [{ title: 'Alpha', times: [Date.now()] }])
  await chooseInChat(page, 'Alpha', 'Move to folder')
  await page.getByRole('button', { name: 'New folder…' }).click()
  await page.getByRole('textbox', { name: 'Name of the folder' }).fill('Inner')
  await page.getByRole('button', { name: 'Create folder' }).click()
  await expect.poll(() => listed(page)).toEqual(['Folders', 'Inner', 'Alpha'])
  await newFolder(page, 'Outer')

  await chooseInFolder(page, 'Inner', 'Move folder')
  await page.getByRole('dialog', { name: 'Move folder' }).getByRole('button', { name: 'Outer' }).click()
  await expect.poll(() => listed(page)).toEqual(['Folders', 'Outer', 'Inner', 'Alpha'])
  await takeScreens(page, 'order-nested')
  await expectAccessible(page)

  await folderButton(page, 'Outer').focus()
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => listed(page)).toEqual(['Folders', 'Outer'])
  await expect(folderButton(page, 'Outer')).toHaveText(/1 chat$/u)
  await page.keyboard.press('F2')
  await expect(page.getByRole('textbox', { name: 'Name of the folder' })).toBeFocused()
  await page.keyboard.type('Home')
  await page.keyboard.press('Enter')
  await expect(folderButton(page, 'Home')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => listed(page)).toEqual(['Folders', 'Home', 'Inner', 'Alpha'])
  await page.reload()
  await expect.poll(() => listed(page)).toEqual(['Folders', 'Home', 'Inner', 'Alpha'])

  await chooseInFolder(page, 'Inner', 'Delete folder')
  const deleting = page.getByRole('dialog', { name: 'Delete folder Inner?' })
  await expect(deleting).toContainText('No chat is deleted')
  await expectAccessible(page)
  await deleting.getByRole('button', { name: 'Delete folder' }).click()
  await expect.poll(() => listed(page)).toEqual(['Folders', 'Home', 'Alpha'])
  await chooseInFolder(page, 'Home', 'Delete folder')
  await page.getByRole('button', { name: 'Delete folder', exact: true }).click()
  await expect.poll(() => listed(page)).toEqual(['Today', 'Alpha'])
})

test('chats and folders are dragged into folders and out of them', async ({ page, server }) => {
  const now = Date.now()
  await openWith(page, server, [
    { title: 'Alpha', times: [now] },
    { title: 'Beta', times: [now - 1_000] },
  ])
  await newFolder(page, 'Work')
  await newFolder(page, 'Trips')
  await folderButton(page, 'Work').click()
  await folderButton(page, 'Trips').click()
  await chatRow(page, 'Alpha').dragTo(chatRow(page, 'Work'))
  await folderButton(page, 'Work').click()
  await expect.poll(() => listed(page)).toEqual(['Folders', 'Trips', 'Work', 'Alpha', 'Today', 'Beta'])

  // Held over a closed folder it opens.
  await chatRow(page, 'Beta').hover()
  await page.mouse.down()
  for (const x of [40, 50, 60, 70]) await chatRow(page, 'Trips').hover({ position: { x, y: 12 } })
  await expect(folderButton(page, 'Trips')).toHaveAttribute('aria-expanded', 'true')
  await takeScreens(page, 'order-drag')
  await page.mouse.up()
  await expect.poll(() => listed(page)).toEqual(['Folders', 'Trips', 'Beta', 'Work', 'Alpha'])

  await chatRow(page, 'Trips').dragTo(chatRow(page, 'Work'))
  await expect.poll(() => listed(page)).toEqual(['Folders', 'Work', 'Trips', 'Beta', 'Alpha'])
  await chatRow(page, 'Trips').dragTo(chatRow(page, 'Folders'))
  await expect.poll(() => listed(page)).toEqual(['Folders', 'Trips', 'Beta', 'Work', 'Alpha'])

  // Nothing is pinned: the place for it is there while a chat is dragged.
  await chatRow(page, 'Beta').hover()
  await page.mouse.down()
  await chatRow(page, 'Work').hover()
  const heading = page.getByRole('heading', { name: 'Pinned' })
  for (const x of [40, 50, 60]) await heading.hover({ position: { x, y: 12 } })
  await expect(heading).toHaveAttribute('data-over', 'true')
  await takeScreens(page, 'order-drag-pinned')
  await page.mouse.up()
  await expect.poll(() => listed(page)).toEqual(['Pinned', 'Beta', 'Folders', 'Trips', '', 'Work', 'Alpha'])
  await chatRow(page, 'Beta').dragTo(chatRow(page, 'Trips'))

  const list = page.locator('.chat-list')
  const size = await list.boundingBox()
  await chatRow(page, 'Beta').dragTo(list, { targetPosition: { x: 40, y: (size?.height ?? 300) - 20 } })
  await expect.poll(() => listed(page)).toEqual(['Folders', 'Trips', '', 'Work', 'Alpha', 'Today', 'Beta'])
})
