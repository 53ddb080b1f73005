import { EventEmitter } from 'node:events'
import type { CDPSession, Page, Route } from '@playwright/test'
import { app, preventable } from './app.ts'
import { isOfTheApp, launchChromium, openPage, toChromium, toElectron } from './chromium.ts'
import { ipcMain } from './ipcMain.ts'
import { hostPreload, type PreloadPost } from './preloadHost.ts'
import { record } from './record.ts'
import { session, type Session } from './session.ts'

interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface WindowOptions extends Bounds {
  readonly webPreferences: { readonly preload: string; readonly partition: string }
}

type OpenHandler = (details: { readonly url: string }) => { readonly action: string }

class WebContents extends EventEmitter {
  static #count = 0
  readonly id: number
  openHandler: OpenHandler = () => ({ action: 'allow' })

  constructor() {
    super()
    WebContents.#count += 1
    this.id = WebContents.#count
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly #all = new Set<BrowserWindow>()
  readonly webContents = new WebContents()
  readonly #options: WindowOptions
  readonly #session: Session
  #page: Page | undefined
  #loading = false

  static getAllWindows(): readonly BrowserWindow[] {
    return [...BrowserWindow.#all]
  }

  constructor(options: WindowOptions) {
    super()
    this.#options = options
    this.#session = session.fromPartition(options.webPreferences.partition)
    BrowserWindow.#all.add(this)
    app.windowOpened(this)
    app.emit('web-contents-created', {}, this.webContents)
  }

  async loadURL(address: string): Promise<void> {
    const page = await openPage()
    this.#page = page
    page.on('close', () => this.#page === page && this.#closed())
    const devTools = await page.context().newCDPSession(page)
    await this.#restrict(page, devTools, originOf(address))
    await hostPreload(devTools, this.#options.webPreferences.preload, (post) => this.#post(post))
    const { width, height } = this.#options
    await page.setViewportSize({ width, height })
    this.#loading = true
    await page.goto(toChromium(address))
    this.#loading = false
    this.emit('ready-to-show')
    const { targetInfo } = await devTools.send('Target.getTargetInfo')
    record({ kind: 'window', targetId: targetInfo.targetId, options: this.#options })
  }

  getNormalBounds(): Bounds {
    const { x, y, width, height } = this.#options
    return { x, y, width, height }
  }

  isMaximized(): boolean {
    return false
  }

  isMinimized(): boolean {
    return false
  }

  isDestroyed(): boolean {
    return !BrowserWindow.#all.has(this)
  }

  maximize(): void {}
  restore(): void {}
  show(): void {}

  focus(): void {
    record({ kind: 'focus' })
  }

  close(): void {
    this.emit('close', preventable())
    if (this.#page === undefined) return this.#closed()
    this.#page.close().catch(() => this.#closed())
  }

  /** As when the process of its page has ended: the page is gone, and what it was connected to, but not the window. */
  async crash(): Promise<void> {
    const page = this.#page
    this.#page = undefined
    this.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
    await page?.close()
  }

  #closed(): void {
    if (!BrowserWindow.#all.delete(this)) return
    this.emit('closed')
    app.windowClosed(this)
  }

  async #restrict(page: Page, devTools: CDPSession, origin: string): Promise<void> {
    const context = await launchChromium()
    await context.route('**/*', (route) => refuseOutside(route))
    await page.route('**/*', (route) => this.#answer(route))
    devTools.on('Page.windowOpen', ({ url }) => {
      const { action } = this.webContents.openHandler({ url: toElectron(url) })
      record({ kind: 'window-open', url: toElectron(url), action })
    })
    page.on('popup', (popup) => void popup.close())
    for (const { chromium, allowed } of this.#session.decide(origin)) {
      const setting = allowed ? 'granted' : 'denied'
      await devTools.send('Browser.setPermission', {
        permission: chromium,
        setting,
        origin: toChromium(origin),
      })
    }
  }

  async #answer(route: Route): Promise<void> {
    const request = route.request()
    const url = toElectron(request.url())
    if (request.isNavigationRequest() && !this.#loading) {
      const prevented = this.#navigates(url, request.frame().parentFrame() === null)
      record({ kind: 'navigation', url, prevented })
      if (prevented) return route.abort('aborted')
    }
    if (!isOfTheApp(url)) return refuseOutside(route)
    const response = await this.#session.answer(new Request(url, { method: request.method() }))
    return route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    })
  }

  #navigates(url: string, isMainFrame: boolean): boolean {
    const event = { ...preventable(), url, isMainFrame }
    this.webContents.emit('will-frame-navigate', event)
    if (isMainFrame) this.webContents.emit('will-navigate', event)
    return event.defaultPrevented
  }

  #post({ channel, origin, ports }: PreloadPost): void {
    record({ kind: 'connect', channel, origin, ports: ports.length })
    ipcMain.emit(channel, { sender: this.webContents, senderFrame: { origin, parent: null }, ports })
  }
}

/** The origin of an address of a scheme that Node's URL does not know as a standard one. */
function originOf(address: string): string {
  const { protocol, host } = new URL(address)
  return `${protocol}//${host}`
}

function refuseOutside(route: Route): Promise<void> {
  record({ kind: 'outside-request', url: route.request().url() })
  return route.abort('blockedbyclient')
}
