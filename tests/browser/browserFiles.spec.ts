/**
 * What a browser itself writes to the disk of what somebody types. Chromium keeps the contents of forms in the files of
 * its session (to bring tabs back after a crash), titles and addresses in its history, and storage in databases: all in
 * plain text, and for longer than the profile is signed in.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Locator, type Page } from '@playwright/test'
import { browserArguments, installedBrowser } from '../../scripts/browser.ts'
import { temporaryFolder } from '../support/folders.ts'
import { expect, test } from './serverTest.ts'
import { ask, chooseInChat, composer, createProfile } from './windowStory.ts'

const typed = 'confabtyped'
const canary = 'confabcanary'
/** Fields that a password manager takes care of, whether their text is shown or not. */
const passwords = 'input:is([type=password], [autocomplete*=password])'

/** Where Chromium keeps the contents of forms, in its profile folder. */
const sessions = path.join('Default', 'Sessions')

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

/**
 * Puts a field of the browser's own making beside what the page holds now, without a word on what may be kept of it,
 * takes it away once `during` is over, and so shows in the browser's files which of its looks at the page they hold.
 */
async function plantCanary(page: Page, text: string, during: () => Promise<void>): Promise<void> {
  const planted = await page.evaluateHandle((value) => {
    const area = document.createElement('textarea')
    // Set rather than typed: dialogs keep the focus to themselves.
    area.value = value
    document.body.append(area)
    return area
  }, text)
  await during()
  await planted.evaluate((area) => area.remove())
}

/** Types a text of its own into each field for text that is shown, and shows the passwords. */
async function fillAll(page: Page): Promise<number> {
  const fields = page
    .locator('textarea, input')
    .and(
      page.locator(':not([type=radio], [type=checkbox], [type=file], [type=date], [type=number], [hidden])'),
    )
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

/** Opens a section of the settings, and in it all that has fields. */
async function openSection(settings: Locator, section: Locator): Promise<void> {
  await section.click()
  const openers = settings.getByRole('button', { name: /^(?:Change|Add|Replace|Export|Edit)\b/u })
  for (const opener of await openers.all())
    if ((await opener.isVisible()) && (await opener.isEnabled())) await opener.click()
}

interface Kept {
  readonly page: Page
  /** Sees to it that what the page holds now is among what is searched at the end: waits until it is written. */
  note(): Promise<void>
  /**
   * The same without a wait: an entry of the history that is left is kept as it was, so there can be many before they
   * are written. Not where a password was typed: to leave it looks like sending it, and its user is written down.
   */
  noteQuickly(): Promise<void>
}

/** A browser with a profile folder that is searched once the test is over. */
const browserTest = test.extend<{ readonly kept: Kept }>({
  kept: async ({ server }, use) => {
    const { folder, remove } = temporaryFolder()
    const executablePath = installedBrowser()
    const context = await chromium.launchPersistentContext(folder, {
      ...(executablePath ? { executablePath } : {}),
      args: [...browserArguments],
    })
    const page = context.pages()[0] ?? (await context.newPage())
    await page.goto(server.address)
    const noted: string[] = []
    /** What the browser has yet to write. It does so some seconds after the first change, all at once. */
    const awaited = () => noted.filter((text) => found(path.join(folder, sessions), text).length === 0)
    const written = () => expect.poll(awaited, { intervals: [250] }).toEqual([])

    async function plant(during: () => Promise<void>): Promise<void> {
      const text = `${canary}${noted.length}end`
      noted.push(text)
      await plantCanary(page, text, during)
    }

    await use({
      page,
      note: () => plant(written),
      noteQuickly: () => plant(() => page.evaluate(() => history.pushState(null, ''))),
    })
    await written()
    expect.soft(found(folder, typed)).toEqual([])
    await context.close()
    expect(noted).not.toEqual([])
    expect(found(folder, typed)).toEqual([])
    remove()
  },
})

// One test for all, since to start a browser and to end it takes longer than most of what is done with it.
browserTest('a browser writes into its own files nothing that is typed', async ({ kept }) => {
  const { note, noteQuickly, page } = kept
  await test.step('on the page to sign in', async () => {
    await expect(page.getByRole('textbox', { name: 'User name', exact: true })).toBeVisible()
    expect(await fillAll(page)).toBeGreaterThanOrEqual(4)
    await note()
    await page.reload()
  })

  await test.step('in a chat', async () => {
    await createProfile(page, { userName: 'Ada' })
    await ask(page, `${typed}question`)
    const bubble = page.getByRole('article', { name: /^You/u })
    await expect(bubble).toBeVisible()
    await composer(page).fill(`${typed}draft`)
    const search = page.getByRole('searchbox', { name: 'Search' })
    await search.fill(`${typed}search`)
    await noteQuickly()
    await search.fill('')

    await bubble.hover()
    await bubble.getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('textbox', { name: 'Edited text' }).fill(`${typed}edit`)
    await noteQuickly()
    await page.keyboard.press('Escape')

    await chooseInChat(page, typed, 'Rename')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(`${typed}title`)
    await noteQuickly()
    await page.keyboard.press('Enter')

    await page.getByRole('button', { name: /^Chat (?:setup|settings)$/u }).click()
    expect(await fillAll(page)).toBeGreaterThanOrEqual(2)
    await noteQuickly()
    await page.keyboard.press('Escape')
  })

  await test.step('in the settings', async () => {
    await page.getByRole('button', { name: 'Settings', exact: true }).click()
    const settings = page.getByRole('dialog', { name: 'Settings' })
    await expect(settings.getByRole('navigation').getByRole('button').first()).toBeVisible()
    const sections = await settings.getByRole('navigation').getByRole('button').all()
    expect(sections.length).toBeGreaterThan(5)
    const fillAndNote = async (how: () => Promise<void>): Promise<number> => {
      const count = await fillAll(page)
      if (count > 0) await how()
      return count
    }
    let filled = 0
    const withPasswords: Locator[] = []
    for (const section of sections) {
      await openSection(settings, section)
      if ((await settings.locator(passwords).count()) > 0) withPasswords.push(section)
      else filled += await fillAndNote(noteQuickly)
    }
    expect(withPasswords.length).toBeGreaterThan(1)
    for (const section of withPasswords) {
      await openSection(settings, section)
      filled += await fillAndNote(note)
    }
    expect(filled).toBeGreaterThan(5)
  })
})
