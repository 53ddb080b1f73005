/** Export and import through the window: each format, back again, other programs' exports, cancel, hostile text. */
import { readFileSync, writeFileSync } from 'node:fs'
import type { Download, Locator, Page } from '@playwright/test'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { chatGptChat, chatGptMessage, node, simpleChatGptChat } from '../transfer/exportSamples.ts'
import { takeScreens } from './screens.ts'
import { expect, test } from './serverTest.ts'
import {
  ask,
  chooseInChat,
  conversation,
  createProfile,
  expectAccessible,
  lastAnswer,
} from './windowStory.ts'

const starter = 'Starter'

async function enter(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await createProfile(page, { userName: 'Ada' })
}

async function openSection(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('button', { name: 'Import and export' }).click()
  return settings
}

async function closeSettings(page: Page): Promise<void> {
  await page.getByRole('dialog', { name: 'Settings' }).getByRole('button', { name: 'Close' }).click()
}

const chats = (page: Page): Locator => page.getByRole('navigation', { name: 'Chats' }).getByRole('listitem')

/** Chooses a file in the settings, as by the button. */
async function importFile(settings: Locator, name: string, content: string | Uint8Array): Promise<void> {
  const file = test.info().outputPath(name)
  writeFileSync(file, content)
  await settings.locator('input[type=file]').setInputFiles(file)
}

/** Drops a file on the place for it. */
async function dropFile(settings: Locator, name: string, content: Uint8Array): Promise<void> {
  const given = { name, base64: Buffer.from(content).toString('base64') }
  const dataTransfer = await settings.page().evaluateHandle((file) => {
    const bytes = Uint8Array.from(atob(file.base64), (character) => character.charCodeAt(0))
    const transfer = new DataTransfer()
    transfer.items.add(new File([bytes], file.name))
    return transfer
  }, given)
  await settings.getByText('or drop one here').dispatchEvent('drop', { dataTransfer })
}

const report = (settings: Locator): Locator => settings.getByRole('region', { name: 'Report of the import' })

async function exportAs(dialog: Locator, format: string, action: string): Promise<Download> {
  await dialog.getByRole('radio', { name: format }).check()
  const download = dialog.page().waitForEvent('download')
  await dialog.getByRole('button', { name: action, exact: true }).click()
  return download
}

async function contentOf(download: Download): Promise<Buffer> {
  return readFileSync(await download.path())
}

test('a chat leaves in each format, and its JSON brings it back after it was deleted', async ({
  page,
  server,
}) => {
  await enter(page, server.address)
  await ask(page, 'hello')
  const answer = await (await lastAnswer(page, starter)).innerText()
  await chooseInChat(page, 'hello', 'Export')
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await expect(dialog.getByRole('radio', { name: 'JSON' })).toBeFocused()
  await expectAccessible(page)
  await takeScreens(page, 'export-chat')

  const files: Record<string, string> = {}
  for (const format of ['JSON', 'Markdown', 'Web page', 'Plain text']) {
    const download = await exportAs(dialog, format, 'Export')
    files[format] = (await contentOf(download)).toString()
    await expect(
      dialog.getByText(`Ready and being saved as “${download.suggestedFilename()}”.`),
    ).toBeVisible()
  }
  expect(files['Markdown']).toContain('# hello')
  expect(files['Web page']).toContain('<h1>hello</h1>')
  expect(files['Plain text']).toContain('You, ')
  expect(JSON.parse(files['JSON'] ?? '')).toMatchObject({ format: 'confab', version: 1 })
  await dialog.getByRole('button', { name: 'Close' }).click()

  const settings = await openSection(page)
  await importFile(settings, 'hello.json', files['JSON'] ?? '')
  await expect(report(settings)).toContainText('1 chat already here')
  await closeSettings(page)
  await chooseInChat(page, 'hello', 'Delete')
  await expect(chats(page)).toHaveCount(0)

  await openSection(page)
  await importFile(settings, 'hello.json', files['JSON'] ?? '')
  await expect(report(settings)).toContainText('1 chat added')
  await closeSettings(page)
  await chats(page).getByRole('button', { name: 'hello' }).first().click()
  await expect(conversation(page).getByRole('article')).toHaveCount(2)
  expect((await (await lastAnswer(page, starter)).innerText()).slice(0, 40)).toBe(answer.slice(0, 40))
})

test('a zip of ChatGPT comes in with its versions, a report, and nothing twice', async ({ page, server }) => {
  await enter(page, server.address)
  const forked = chatGptChat('Tides', [
    node('root', null, null),
    node('q', 'root', chatGptMessage('user', 'Why are there tides?')),
    node('a1', 'q', chatGptMessage('assistant', 'Because of the moon.')),
    node('a2', 'q', chatGptMessage('assistant', 'Because of the moon and the sun.')),
    node(
      'q2',
      'a2',
      chatGptMessage('user', {
        content_type: 'multimodal_text',
        parts: [{ content_type: 'image_asset_pointer', asset_pointer: 'file-service://x' }, 'And here?'],
      }),
    ),
  ])
  const zip = zipSync({
    'conversations.json': strToU8(JSON.stringify([forked, { surprise: true }])),
    'chat.html': strToU8('<html></html>'),
  })
  const settings = await openSection(page)
  await expectAccessible(page)
  await importFile(settings, 'export.zip', zip)
  await expect(report(settings)).toContainText('1 chat added')
  await report(settings).getByText('2 things could not be read as they were.').click()
  await expect(report(settings)).toContainText('1 picture left out')
  await expect(report(settings)).toContainText('1 entry could not be read')
  await expectAccessible(page)
  await takeScreens(page, 'import-report')

  await dropFile(settings, 'export.zip', zip)
  await expect(report(settings)).toContainText('0 chats added, 1 chat already here; 0 messages written')
  await importFile(settings, 'notes.json', '{"notes":[]}')
  await expect(settings.getByRole('alert').getByText('not an export that Confab knows')).toBeVisible()
  await closeSettings(page)

  await chats(page).getByRole('button', { name: 'Tides' }).first().click()
  await expect(conversation(page)).toContainText('the moon and the sun')
  await expect(conversation(page)).toContainText('[Image]')
  await conversation(page).getByRole('button', { name: 'Previous version' }).click()
  await expect(conversation(page)).not.toContainText('and the sun')
})

test('a long import shows how far it is, can be cancelled, and then be done again', async ({
  page,
  server,
}) => {
  await enter(page, server.address)
  const text = 'The quick brown fox jumps over the lazy dog. '.repeat(20)
  const many = Array.from({ length: 4_000 }, (_, index) => simpleChatGptChat(`Chat ${index}`, text, text))
  const settings = await openSection(page)
  await importFile(settings, 'many.json', JSON.stringify(many))
  await expect(settings.getByRole('progressbar', { name: 'Progress of importing many.json' })).toBeVisible()
  await expect(settings.getByText(/chats added; [\d,]+ messages written/u)).toBeVisible()
  await settings.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(report(settings)).toContainText('Cancelled')
  const added = Number(
    (/([\d,]+) chats added/u.exec(await report(settings).innerText())?.[1] ?? '').replace(',', ''),
  )
  expect(added).toBeGreaterThan(0)
  expect(added).toBeLessThan(4_000)

  await importFile(settings, 'many.json', JSON.stringify(many))
  await expect(report(settings)).toContainText('already here', { timeout: 180_000 })
  const rest = (4_000 - added).toLocaleString('en')
  await expect(report(settings)).toContainText(
    `${rest} chats added, ${added.toLocaleString('en')} chats already here`,
  )
})

test('everything leaves as a zip of pages in which no word of a model runs or loads anything', async ({
  context,
  page,
  server,
}) => {
  await enter(page, server.address)
  const hostile = [
    '<script>window.hacked = 1</script>',
    '<img src=x onerror="window.hacked = 2">',
    '![pixel](http://127.0.0.1:9/pixel.png)',
    '[click](javascript:window.hacked=3)',
    '<a href="javascript:window.hacked=4">a</a>',
    '```"><script>window.hacked=5</script>\ncode\n```',
    '<svg onload="window.hacked=6">',
    '[fine](https://example.com/?a="><script>window.hacked=7</script>)',
    '<style>body{display:none}</style><meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">',
  ].join('\n\n')
  const settings = await openSection(page)
  const bad = simpleChatGptChat('</title><script>window.hacked=8</script>', 'Hello?', hostile)
  await importFile(
    settings,
    'conversations.json',
    JSON.stringify([bad, simpleChatGptChat('../../etc', 'a', 'b')]),
  )
  await expect(report(settings)).toContainText('2 chats added')
  const download = await exportAs(settings, 'Web page', 'Export everything')
  expect(download.suggestedFilename()).toMatch(/^Confab \d{4}-\d\d-\d\d\.zip$/u)
  const files = unzipSync(await contentOf(download))
  const names = Object.keys(files)
  expect(names).toHaveLength(2)
  expect(names.filter((name) => name.includes('..') || name.includes('/'))).toEqual([])

  const source = Buffer.from(files[names.find((name) => name.includes('script')) ?? ''] ?? []).toString()
  const reader = await context.newPage()
  const asked: string[] = []
  reader.on('request', (request) => asked.push(request.url()))
  await reader.route('**/*', (route) =>
    route.request().url() === 'http://exported.test/'
      ? route.fulfill({ contentType: 'text/html', body: source })
      : route.abort(),
  )
  await reader.goto('http://exported.test/')
  await expect(reader.getByText('window.hacked = 2')).toBeVisible()
  for (const link of await reader.getByRole('link').all()) {
    expect(await link.getAttribute('href')).toMatch(/^https?:/u)
  }
  expect(await reader.evaluate(() => 'hacked' in window)).toBe(false)
  expect(asked).toEqual(['http://exported.test/'])
  await expectAccessible(reader)
  await takeScreens(reader, 'exported-page')
})
