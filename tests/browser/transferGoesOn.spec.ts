/** Exports and imports while the person does something else: they go on, say how they end, and can be cancelled. */
import { writeFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { claudeChat, claudeMessage, simpleChatGptChat } from '../transfer/exportSamples.ts'
import { takeScreens } from './screens.ts'
import { expect, test } from './serverTest.ts'
import { ask, chooseInChat, createProfile, expectAccessible, lastAnswer } from './windowStory.ts'

interface Line {
  /** From now on what the core says waits. */
  hold(): void
  release(): void
  /** What waits is never said: the page that it was for goes. */
  drop(): void
}

/** A line to the core that can be held up, so that what takes long elsewhere takes long here. */
async function slowLine(page: Page): Promise<Line> {
  let held: (() => void)[] | null = null
  await page.routeWebSocket(/\/rpc/u, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((message) => {
      if (held) held.push(() => socket.send(message))
      else socket.send(message)
    })
  })
  return {
    hold() {
      held = []
    },
    release() {
      for (const say of held ?? []) say()
      held = null
    },
    drop() {
      held = null
    },
  }
}

async function openSection(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('button', { name: 'Import and export' }).click()
  return settings
}

async function startImport(settings: Locator): Promise<void> {
  const file = test.info().outputPath('tides.json')
  writeFileSync(file, JSON.stringify([simpleChatGptChat('Tides', 'Why?', 'The moon.')]))
  await settings.locator('input[type=file]').setInputFiles(file)
}

const notices = (page: Page): Locator => page.getByLabel('Notices')

test('an export goes on when its dialog is closed, is shown where exports are, and says that it has ended', async ({
  page,
  server,
}) => {
  const line = await slowLine(page)
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  await ask(page, 'hello')
  await lastAnswer(page, 'Starter')
  await chooseInChat(page, 'hello', 'Export')
  const dialog = page.getByRole('dialog', { name: 'Export' })
  line.hold()
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).click()

  const settings = await openSection(page)
  await expect(settings.getByText('Still exporting “hello”.')).toBeVisible()
  await expect(settings.getByRole('button', { name: 'Cancel' })).toBeVisible()
  await takeScreens(page, 'export-going-on')
  await settings.getByRole('button', { name: 'Close' }).click()
  const downloading = page.waitForEvent('download')
  line.release()
  expect((await downloading).suggestedFilename()).toBe('hello.json')
  await expect(notices(page).getByText('Ready and being saved as “hello.json”.')).toBeVisible()
  await takeScreens(page, 'export-ended')

  await openSection(page)
  line.hold()
  await settings.getByRole('button', { name: 'Export everything' }).click()
  await settings.getByRole('button', { name: 'Close' }).click()
  await openSection(page)
  await settings.getByRole('button', { name: 'Cancel' }).click()
  await expect(settings.getByRole('button', { name: 'Export everything' })).toBeVisible()
  line.release()
  await settings.getByRole('button', { name: 'Export everything' }).click()
  await expect(settings.getByText(/Ready and being saved as “Confab .*\.json”/u)).toBeVisible()
})

test('where there is no chat nothing is exported', async ({ page, server }) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  const settings = await openSection(page)
  await settings.getByRole('radio', { name: 'Markdown' }).check()
  await settings.getByRole('button', { name: 'Export everything' }).click()
  await expect(settings.getByText('There is nothing to export')).toBeVisible()
  await expectAccessible(page)
})

test('an import says its end where it is not shown, and the page asks before it is left', async ({
  page,
  server,
}) => {
  const line = await slowLine(page)
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  const settings = await openSection(page)
  line.hold()
  await startImport(settings)
  await settings.getByRole('button', { name: 'Close' }).click()
  line.release()
  await expect(notices(page).getByText('Import finished. 1 chat added')).toBeVisible()

  await openSection(page)
  line.hold()
  await startImport(settings)
  await expect(settings.getByRole('progressbar', { name: /^Progress of importing/u })).toBeVisible()
  const asked: string[] = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.type())
    line.drop()
    void dialog.accept()
  })
  await page.reload()
  expect(asked).toEqual(['beforeunload'])
  await expect(notices(page).getByText('The import ended when this page was loaded again.')).toBeVisible()
  await takeScreens(page, 'import-interrupted')
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible()
  await expect(notices(page).getByText('The import ended')).toHaveCount(0)
  expect(asked).toHaveLength(1)
})

test('a chat of Claude goes on with the model of new chats', async ({ page, server }) => {
  await page.goto(server.address)
  await createProfile(page, { userName: 'Ada' })
  const settings = await openSection(page)
  const messages = [claudeMessage('1', 'human', 'Why?'), claudeMessage('2', 'assistant', 'So.')]
  const file = test.info().outputPath('conversations.json')
  writeFileSync(file, JSON.stringify([claudeChat('Stars', messages)]))
  await settings.locator('input[type=file]').setInputFiles(file)
  await expect(settings.getByText('1 chat added')).toBeVisible()
  await settings.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('navigation', { name: 'Chats' }).getByRole('button', { name: 'Stars' }).first().click()
  await expect(page.getByRole('combobox', { name: 'Model' })).toHaveValue('local:starter')
  await ask(page, 'hello')
  await lastAnswer(page, 'Starter')
})
