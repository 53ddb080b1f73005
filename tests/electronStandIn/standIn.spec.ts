/** What the built main process and preload do to a window, under the stand-in for Electron. */
import { readdirSync, readFileSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { createFolders, launchStandIn, standInTest, type Folders, type StandIn } from './fixture.ts'

/** The sign-in page asks the core who has a profile, so it is only there once a call was answered. */
async function expectAnswered(page: Page): Promise<void> {
  await expect(page.getByRole('textbox', { name: 'User name' })).toBeVisible()
}

test.describe('a window of the Electron host, under the stand-in', () => {
  test.describe.configure({ mode: 'serial' })
  let folders: Folders
  let app: StandIn
  let page: Page

  test.beforeAll(async () => {
    folders = createFolders()
    app = launchStandIn(folders)
    page = await app.page()
  })
  test.afterAll(async () => {
    await app.quit()
    folders.remove()
  })

  test('hands the port of its page over, which carries calls and answers', async () => {
    const { channel, origin, ports } = await app.waitFor('connect')
    expect({ channel, origin, ports }).toEqual({
      channel: 'confab:connect',
      origin: 'app://confab',
      ports: 1,
    })
    await expectAnswered(page)
  })

  test('is asked for sandboxed, isolated and without Node', async () => {
    const { options } = await app.waitFor('window')
    expect(options).toMatchObject({
      minWidth: 360,
      minHeight: 480,
      webPreferences: {
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        webviewTag: false,
      },
    })
  })

  test('finds a mark in its page and nothing else of the preload', async () => {
    const names = ['confabElectron', 'require', 'process', 'module', 'ipcRenderer', 'electron']
    const kinds = await page.evaluate((all) => all.map((name) => typeof Reflect.get(globalThis, name)), names)
    expect(kinds).toEqual(['boolean', ...names.slice(1).map(() => 'undefined')])
  })

  test('gets its page with a policy by which nothing inline runs', async () => {
    const answer = await page.evaluate(async () => {
      const response = await fetch('/')
      const script = document.createElement('script')
      script.textContent = 'globalThis.inlineRan = true'
      document.head.append(script)
      return {
        policy: response.headers.get('content-security-policy'),
        kind: response.headers.get('x-content-type-options'),
        inlineRan: Reflect.has(globalThis, 'inlineRan'),
      }
    })
    expect(answer.policy).toContain("script-src 'self'")
    expect(answer).toMatchObject({ kind: 'nosniff', inlineRan: false })
  })

  test('may write to the clipboard and has no other permission', async () => {
    const decisions = app.recorded('permission')
    const allowed = decisions.filter((decision) => decision.allowed)
    expect(allowed.map(({ permission }) => permission)).toEqual(['clipboard-sanitized-write'])
    expect(decisions.length).toBeGreaterThan(allowed.length)
    const states = await page.evaluate(async () => {
      const names = ['geolocation', 'notifications'] as const
      return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state))
    })
    expect(states).toEqual(['denied', 'denied'])
  })

  test('hands no port over with any other message, nor two at once', async () => {
    const before = app.recorded('connect').length
    await page.evaluate(async () => {
      const { port1, port2 } = new MessageChannel()
      window.postMessage('confab:other', location.origin, [port1])
      window.postMessage('confab:connect', location.origin)
      window.postMessage('confab:connect', location.origin, [port2, new MessageChannel().port1])
      // Messages arrive in order, so whatever those three led to has happened once this one is here.
      await new Promise((resolve) => {
        window.addEventListener('message', ({ data }) => data === 'last' && resolve(data))
        window.postMessage('last', location.origin)
      })
    })
    expect(app.recorded('connect')).toHaveLength(before)
  })

  test('opens no window for its page and passes only good links on', async () => {
    await page.evaluate(() => {
      window.open('https://example.com/page')
      window.open('ftp://example.com/plain')
    })
    await app.waitFor('window-open', 2)
    expect(app.recorded('window-open').map(({ action }) => action)).not.toContain('allow')
    expect(app.recorded('open-external').map(({ url }) => url)).toEqual(['https://example.com/page'])
    await expect.poll(() => page.context().pages().length).toBe(1)
  })

  test('connects again after a reload', async () => {
    const before = app.recorded('connect').length
    await page.reload()
    await expectAnswered(page)
    expect(app.recorded('connect')).toHaveLength(before + 1)
  })

  test('stays where it is when its page tries to go elsewhere', async () => {
    const address = page.url()
    const before = app.recorded('navigation').length
    await page.evaluate(() => {
      location.href = 'https://example.com/'
    })
    const { url, prevented } = await app.waitFor('navigation', before + 1)
    expect({ url, prevented }).toEqual({ url: 'https://example.com/', prevented: true })
    expect(page.url()).toBe(address)
  })

  test('is brought to the front when Confab is started again', async () => {
    app.send({ command: 'second-instance' })
    await app.waitFor('focus')
    expect(app.recorded('window')).toHaveLength(1)
  })

  test('gets a second one beside it, with a connection of its own', async () => {
    const before = app.recorded('connect').length
    app.send({ command: 'click-menu', label: 'New window' })
    const second = await app.page(1)
    await expectAnswered(second)
    expect(app.recorded('connect')).toHaveLength(before + 1)
  })

  test('gets its page again when the process of that has ended', async () => {
    const [windows, connections] = [app.recorded('window').length, app.recorded('connect').length]
    app.send({ command: 'crash-page' })
    await expectAnswered(await app.page(windows))
    expect(page.isClosed()).toBe(true)
    expect(app.recorded('window')).toHaveLength(windows + 1)
    expect(app.recorded('connect')).toHaveLength(connections + 1)
  })
})

test('the Electron host, under the stand-in, says why it does not start on a data folder that leads nowhere', async () => {
  const folders = createFolders()
  symlinkSync(path.join(folders.ownFolder, 'nothing'), folders.dataFolder)
  const app = launchStandIn(folders)
  const { content } = await app.waitFor('error-box')
  expect(content).toMatch(/a link that leads nowhere: .*data\. Remove the link/u)
  expect(await app.ended()).toBe(1)
  expect(app.recorded('window')).toEqual([])
  folders.remove()
})

standInTest(
  'the Electron host, under the stand-in, guards its data folder and keeps the page out of its log',
  async ({ app, page, folders }) => {
    await expectAnswered(page)
    const second = launchStandIn(folders)
    const { content } = await second.waitFor('error-box')
    expect(content).toMatch(/in use|already|running/iu)
    expect(await second.ended()).toBe(1)

    await page.evaluate(() => void window.open('ftp://example.com/a-secret-of-the-page'))
    await app.waitFor('window-open')
    expect(await app.quit()).toBe(0)
    const logs = path.join(folders.dataFolder, 'logs')
    const text = readdirSync(logs).map((name) => readFileSync(path.join(logs, name), 'utf8'))
    expect(text.join('')).toContain('a link that may not leave the window was refused')
    expect(text.join('')).not.toContain('a-secret-of-the-page')
  },
)
