/**
 * What a browser itself writes to the disk of what somebody types. Chromium keeps the contents of forms in the files of
 * its session (to bring tabs back after a crash), titles and addresses in its history, and storage in databases: all in
 * plain text, and for longer than the profile is signed in.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { browserArguments, installedBrowser } from '../../scripts/browser.ts'
import { temporaryFolder } from '../support/folders.ts'
import { expect, test } from './serverTest.ts'
import { ask, chooseInChat, composer, createProfile } from './windowStory.ts'

const typed = 'confabtyped'
const canary = 'confabcanary'

/** The texts that stand in any file of a folder, in UTF-8 or UTF-16, with the file and what follows in it. */
function found(folder: string, text: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return files.flatMap((name) => {
    const file = path.join(folder, name)
    // Files come and go while the browser runs; a link to nothing is its lock.
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return []
    const bytes = readFileSync(file)
    return [Buffer.from(text), Buffer.from(text, 'utf16le')].flatMap((form) => {
      const at = bytes.indexOf(form)
      return at === -1 ? [] : [`${name}: ${bytes.toString('latin1', at, at + 80).replaceAll('\0', '')}`]
    })
  })
}

/** A field of the browser's own making, without a word on what may be kept of it: what it holds is kept. */
async function plantCanary(page: Page, name: string): Promise<void> {
  await page.evaluate((id) => {
    const area = document.createElement('textarea')
    area.id = id
    document.body.append(area)
  }, name)
  // Set rather than typed: dialogs keep the focus to themselves.
  await page.locator(`#${name}`).evaluate((area, text) => {
    if (area instanceof HTMLTextAreaElement) area.value = text
  }, name)
}

/** Types a text of its own into each field for text that is shown, and shows the passwords. */
async function fillAll(page: Page): Promise<number> {
  const fields = page
    .locator('textarea, input')
    .and(
      page.locator(':not([type=radio], [type=checkbox], [type=file], [type=date], [type=number], [hidden])'),
    )
    // Those of the browser's own making are there to be kept.
    .and(page.locator(`:not([id^=${canary}])`))
  let filled = 0
  for (const field of await fields.all()) {
    if (!(await field.isVisible()) || !(await field.isEditable())) continue
    const name = await field.evaluate((element) =>
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
        ? (element.labels?.[0]?.textContent ?? element.ariaLabel)
        : null,
    )
    await field.fill(`${typed} ${name ?? ''}`)
    filled += 1
  }
  for (const show of await page.getByRole('button', { name: /^Show (?:password|key|characters)/iu }).all())
    if (await show.isVisible()) await show.click()
  return filled
}

/** A browser with a profile folder that can be searched. */
const browserTest = test.extend<{ readonly kept: { readonly page: Page; expectUnwritten(): Promise<void> } }>(
  {
    kept: async ({ server }, use) => {
      const { folder, remove } = temporaryFolder()
      const executablePath = installedBrowser()
      const context = await chromium.launchPersistentContext(folder, {
        ...(executablePath ? { executablePath } : {}),
        args: [...browserArguments],
      })
      const page = context.pages()[0] ?? (await context.newPage())
      await page.goto(server.address)
      let rounds = 0
      await use({
        page,
        /** Waits until the browser has written what the page holds now, as the canary in it shows, and looks. */
        async expectUnwritten() {
          rounds += 1
          const name = `${canary}${rounds}end`
          await plantCanary(page, name)
          await expect.poll(() => found(folder, name).length, { timeout: 60_000 }).toBeGreaterThan(0)
          expect.soft(found(folder, typed)).toEqual([])
        },
      })
      await context.close()
      expect(found(folder, canary).length).toBeGreaterThan(0)
      expect(found(folder, typed)).toEqual([])
      remove()
    },
  },
)

browserTest.describe('a browser writes into its own files nothing that is typed', () => {
  browserTest.setTimeout(300_000)

  browserTest('on the page to sign in', async ({ kept: { page, expectUnwritten } }) => {
    await expect(page.getByRole('textbox', { name: 'User name', exact: true })).toBeVisible()
    expect(await fillAll(page)).toBeGreaterThanOrEqual(4)
    await expectUnwritten()
  })

  browserTest('in a chat', async ({ kept: { page, expectUnwritten } }) => {
    await createProfile(page, { userName: 'Ada' })
    await ask(page, `${typed}question`)
    const bubble = page.getByRole('article', { name: /^You/u })
    await expect(bubble).toBeVisible()
    await composer(page).fill(`${typed}draft`)
    await page.getByRole('searchbox', { name: 'Search' }).fill(`${typed}search`)
    await expectUnwritten()
    await page.getByRole('searchbox', { name: 'Search' }).fill('')

    await bubble.hover()
    await bubble.getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('textbox', { name: 'Edited text' }).fill(`${typed}edit`)
    await expectUnwritten()
    await page.keyboard.press('Escape')

    await chooseInChat(page, typed, 'Rename')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(`${typed}title`)
    await expectUnwritten()
    await page.keyboard.press('Enter')

    await page.getByRole('button', { name: /^Chat (?:setup|settings)$/u }).click()
    expect(await fillAll(page)).toBeGreaterThanOrEqual(2)
    await expectUnwritten()
  })

  browserTest('in the settings', async ({ kept: { page, expectUnwritten } }) => {
    await createProfile(page, { userName: 'Ada' })
    await page.getByRole('button', { name: 'Settings', exact: true }).click()
    const settings = page.getByRole('dialog', { name: 'Settings' })
    await expect(settings.getByRole('navigation').getByRole('button').first()).toBeVisible()
    const sections = await settings.getByRole('navigation').getByRole('button').all()
    expect(sections.length).toBeGreaterThan(5)
    let filled = 0
    for (const section of sections) {
      await section.click()
      const openers = settings.getByRole('button', { name: /^(?:Change|Add|Replace|Export|Edit)\b/u })
      for (const opener of await openers.all())
        if ((await opener.isVisible()) && (await opener.isEnabled())) await opener.click()
      const count = await fillAll(page)
      filled += count
      if (count > 0) await expectUnwritten()
    }
    expect(filled).toBeGreaterThan(5)
  })
})
