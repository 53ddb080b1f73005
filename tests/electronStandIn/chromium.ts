import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { browserArguments, installedBrowser } from '../../scripts/browser.ts'
import { record } from './record.ts'

/** What the page's origin is in Chromium, and what the main process is told that it is. */
const chromiumOrigin = 'https://confab.invalid'
const electronOrigin = 'app://confab'

/** Electron's Blink tells a page that the other end of its port was closed; Chromium's must be asked to. */
const likeElectron = ['--enable-blink-features=MessagePortCloseEvent']

export function toChromium(address: string): string {
  return address.startsWith(electronOrigin) ? chromiumOrigin + address.slice(electronOrigin.length) : address
}

export function toElectron(address: string): string {
  return address.startsWith(chromiumOrigin) ? electronOrigin + address.slice(chromiumOrigin.length) : address
}

/** `address` is one that the main process would see. */
export function isOfTheApp(address: string): boolean {
  return address.startsWith(`${electronOrigin}/`)
}

let launched: Promise<{ readonly context: BrowserContext; readonly folder: string }> | undefined
let firstPageTaken = false

async function launch() {
  const executablePath = installedBrowser()
  if (executablePath === undefined)
    throw new Error('The stand-in needs Chromium; name it in CONFAB_CHROMIUM.')
  const folder = mkdtempSync(path.join(process.env['CONFAB_STAND_IN_FOLDER'] ?? tmpdir(), 'chromium-'))
  const context = await chromium.launchPersistentContext(folder, {
    executablePath,
    viewport: null,
    args: [...browserArguments, ...likeElectron, '--remote-debugging-port=0'],
    handleSIGTERM: false,
    handleSIGINT: false,
    handleSIGHUP: false,
  })
  const [port] = readFileSync(path.join(folder, 'DevToolsActivePort'), 'utf8').split('\n')
  record({ kind: 'ready', debuggingPort: Number(port) })
  return { context, folder }
}

/** Once for each process. */
export async function launchChromium(): Promise<BrowserContext> {
  launched ??= launch()
  return (await launched).context
}

/** A page for a window: the one that Chromium began with, then new ones. */
export async function openPage(): Promise<Page> {
  const context = await launchChromium()
  const [first] = context.pages()
  if (first === undefined || firstPageTaken) return context.newPage()
  firstPageTaken = true
  return first
}

export async function closeChromium(): Promise<void> {
  if (launched === undefined) return
  const { context, folder } = await launched
  await context.close()
  rmSync(folder, { recursive: true, force: true })
}
