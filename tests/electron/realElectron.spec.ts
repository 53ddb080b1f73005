/** The same checks in the real thing, on a machine that has it. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, expect, test, type ElectronApplication } from '@playwright/test'

const root = path.join(import.meta.dirname, '..', '..')

/** Looked for by hand: importing `electron` where its binary is absent begins to download one. */
function electronBinary(): string | undefined {
  const pathFile = path.join(root, 'node_modules', 'electron', 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron'
  const folder =
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(root, 'node_modules', 'electron', 'dist')
  const file = path.join(folder, name)
  return existsSync(file) ? file : undefined
}

const executablePath = electronBinary()

async function withApp(check: (app: ElectronApplication) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'confab-real-'))
  // Chromium's own sandbox cannot start as root in a container; elsewhere it stays on.
  const switches = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = await _electron.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...switches, root, '--data', folder],
  })
  try {
    await check(app)
  } finally {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

test.describe('the Electron host, in Electron', () => {
  test.skip(executablePath === undefined, 'no Electron binary on this machine')

  test('opens a sandboxed, isolated window of its own origin that answers a call', async () => {
    await withApp(async (app) => {
      const page = await app.firstWindow()
      await expect(page.getByRole('textbox', { name: 'User name' })).toBeVisible()
      expect(await page.evaluate(() => location.origin)).toBe('app://confab')
      expect(await page.evaluate(() => typeof Reflect.get(globalThis, 'require'))).toBe('undefined')
      const preferences = await app.evaluate(({ BrowserWindow }) => {
        // Not in Electron's types, but how Electron's own tests ask what a window was given.
        const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
          getLastWebPreferences(): object
        }
        return contents.getLastWebPreferences()
      })
      expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false })
    })
  })

  test('stays where it is, opens no window and passes good links on', async () => {
    await withApp(async (app) => {
      await app.evaluate(({ shell }) => {
        const opened: string[] = []
        Object.assign(globalThis, { opened })
        shell.openExternal = (url) => Promise.resolve(void opened.push(url))
      })
      const page = await app.firstWindow()
      await expect(page.getByRole('textbox', { name: 'User name' })).toBeVisible()
      await page.evaluate(() => {
        window.open('https://example.com/page')
        window.open('http://example.com/plain')
        location.href = 'https://example.com/'
      })
      const opened = () => app.evaluate(() => Reflect.get(globalThis, 'opened') as readonly string[])
      await expect.poll(opened).toEqual(['https://example.com/page'])
      expect(page.url()).toBe('app://confab/')
      expect(app.windows()).toHaveLength(1)
    })
  })

  test('denies permissions, and connects again after a reload', async () => {
    await withApp(async (app) => {
      const page = await app.firstWindow()
      await expect(page.getByRole('textbox', { name: 'User name' })).toBeVisible()
      const { state } = await page.evaluate(async () => {
        const permission = await navigator.permissions.query({ name: 'geolocation' })
        return { state: permission.state }
      })
      expect(state).toBe('denied')
      await page.reload()
      await expect(page.getByRole('textbox', { name: 'User name' })).toBeVisible()
    })
  })
})
