import { execFile } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { chromium } from '@playwright/test'

/** What a browser of Chromium's family is called on the systems we know, most likely first. */
const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
]
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
  String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`,
]

const shell = 'chromium-headless-shell'

/** Options without which Chromium fails in a container or talks to its maker's servers by itself. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function onPath(...programs: readonly string[]): readonly string[] {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  return folders.flatMap((folder) => programs.map((name) => path.join(folder, name)))
}

function firstOf(files: readonly string[]): string | undefined {
  return files.find((file) => file !== '' && existsSync(file) && isExecutable(file))
}

const asked = (): string => process.env['CONFAB_CHROMIUM'] ?? ''

/** The browser to test with, if one is installed: `CONFAB_CHROMIUM`, Playwright's own, Chrome, Chromium or Edge. */
export function installedBrowser(): string | undefined {
  return firstOf([asked(), chromium.executablePath(), ...onPath(...names), ...places])
}

/**
 * What to run pages in that nobody looks at: Chromium without its windows, tabs and files of a session, if it is installed,
 * which takes a third less time. Else the browser itself; that too where `CONFAB_CHROMIUM` names one.
 */
export function installedShell(): string | undefined {
  return firstOf([asked(), ...onPath(shell)]) ?? installedBrowser()
}

/** Runs an installer and says whether it came to a good end; its output is the reason when it did not. */
async function tried(command: string, ...parameters: readonly string[]): Promise<string | null> {
  try {
    await promisify(execFile)(command, parameters, { timeout: 300_000, maxBuffer: 64 * 1024 * 1024 })
    return null
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n').at(0) ?? '') : String(error)
  }
}

async function aptGet(name: string): Promise<string | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'apt-get needs root'
  return (
    (await tried('apt-get', 'update')) ??
    (await tried('apt-get', 'install', '-y', '--no-install-recommends', name))
  )
}

/** Installs Debian's Chromium without windows where we may. The tests do without it, only slower. */
export async function tryToInstallShell(): Promise<void> {
  if (asked() === '' && firstOf(onPath(shell)) === undefined) await aptGet(shell)
}

/**
 * Finds a browser, or installs one: Playwright's, else Debian's where we may.
 * @throws with what to do, when there is none to be had
 */
export async function ensureBrowser(): Promise<string> {
  const there = installedBrowser()
  if (there) return there
  console.log('No browser found; installing one for the tests.')
  const installer = path.join('node_modules', '@playwright', 'test', 'cli.js')
  const refusals = [await tried(process.execPath, installer, 'install', 'chromium')]
  if (!installedBrowser()) refusals.push(await aptGet('chromium'))
  const installed = installedBrowser()
  if (installed) return installed
  throw new Error(
    `The browser tests need Chrome or Chromium and none could be installed (${refusals.join('; ')}). ` +
      'Install one, or name it in CONFAB_CHROMIUM, and run the tests again.',
  )
}
