/** Files that are dropped on the window as a hand does it, and pictures that are pasted. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { temporaryFolder } from '../support/folders.ts'
import { takeScreens } from './screens.ts'
import { expect, test } from './serverTest.ts'
import { ask, composer, createProfile, expectAccessible, lastAnswer } from './windowStory.ts'

/** Drops files onto the middle of something: the browser does with them what it does by itself, unless it is kept from it. */
async function drop(page: Page, target: Locator, files: readonly string[]): Promise<void> {
  const box = await target.boundingBox()
  if (!box) throw new Error('there is nothing to drop onto')
  const session = await page.context().newCDPSession(page)
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const data = { items: [], files: [...files], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, ...place, data })
  await session.detach()
}

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: /^Add file/u })

test('a dropped file never leaves the page, and is answered with what can be done with it', async ({
  page,
  server,
}) => {
  const { folder, remove } = temporaryFolder()
  const write = (name: string, content: string | Uint8Array): string => {
    const file = path.join(folder, name)
    writeFileSync(file, content)
    return file
  }
  const notes = write('notes.txt', 'Buy milk\r\nand bread')
  const chats = write('conversations.json', '[]')
  const picture = write('cat.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47]))
  await page.goto(server.address)
  const { origin } = new URL(server.address)

  // Before anybody is signed in.
  await expect(page.getByRole('heading').first()).toBeVisible()
  await drop(page, page.locator('main'), [notes])
  await expect(page.getByText('Sign in first, then drop the file again.')).toBeVisible()

  await createProfile(page, { userName: 'Ada' })
  await ask(page, 'What can you do?')
  await lastAnswer(page, 'Starter')
  await composer(page).fill('List:')
  await drop(page, composer(page), [notes])
  await expect(dialog(page)).toContainText('You can add the text of “notes.txt” to your message.')
  await takeScreens(page, 'dropped-text')
  await expectAccessible(page)
  await dialog(page).getByRole('button', { name: 'Add text' }).click()
  await expect(composer(page)).toHaveValue('List:\n\nBuy milk\nand bread')
  await expect(composer(page)).toBeFocused()

  // On a row of the list, which takes chats only.
  await drop(page, page.getByRole('navigation', { name: 'Chats' }).getByRole('listitem').last(), [
    notes,
    picture,
  ])
  await expect(dialog(page)).toContainText("Messages are text only, so “cat.png” can't be added.")
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)

  await drop(page, page.getByRole('log', { name: 'Conversation' }), [chats])
  await takeScreens(page, 'dropped-export')
  await dialog(page).getByRole('button', { name: 'Import…' }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await expect(settings.getByRole('heading', { name: 'Import', exact: true })).toBeVisible()
  await expect(settings).toContainText('conversations.json')

  // Beside the place in the settings that takes files.
  await drop(page, settings.getByRole('navigation'), [picture])
  await expect(dialog(page)).toBeVisible()
  await dialog(page).getByRole('button', { name: 'Close' }).last().click()
  expect(new URL(page.url()).origin).toBe(origin)
  remove()
})

test('a pasted picture is answered, and text that is pasted with one is just pasted', async ({
  page,
  server,
}) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  await composer(page).click()
  const paste = (text: string | null): Promise<boolean> =>
    composer(page).evaluate((element, given) => {
      const data = new DataTransfer()
      data.items.add(new File(['x'], 'image.png', { type: 'image/png' }))
      if (given !== null) data.setData('text/plain', given)
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
      return element.dispatchEvent(event)
    }, text)
  expect(await paste('from a table')).toBe(true)
  await expect(dialog(page)).toHaveCount(0)
  expect(await paste(null)).toBe(false)
  await expect(dialog(page)).toContainText("Messages are text only, so “image.png” can't be added.")
  await dialog(page).getByRole('button', { name: 'Close' }).last().click()
  await expect(composer(page)).toBeFocused()
})
