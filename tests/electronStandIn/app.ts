import { EventEmitter } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { closeChromium } from './chromium.ts'
import { clickMenu } from './desktop.ts'
import type { Command } from './record.ts'

const root = path.join(import.meta.dirname, '..', '..')
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }

/** An event that a listener may prevent. */
export function preventable(): { defaultPrevented: boolean; preventDefault(): void } {
  return {
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true
    },
  }
}

interface AppWindow {
  close(): void
  crash(): Promise<void>
}

class App extends EventEmitter {
  readonly isPackaged = false
  readonly #paths = new Map<string, string>()
  readonly #windows = new Set<AppWindow>()
  #quitting = false
  #exiting = false

  /** Ready once the main module has run. Chromium is started with the first window. */
  async whenReady(): Promise<void> {
    await setImmediate()
    this.emit('ready')
  }

  getVersion(): string {
    return version
  }

  getAppPath(): string {
    return root
  }

  getPath(name: string): string {
    return this.#paths.get(name) ?? path.join(root, 'out', name)
  }

  /** @throws when the folder does not exist, as Electron does */
  setPath(name: string, value: string): void {
    if (!existsSync(value)) throw new Error(`Failed to set path "${name}".`)
    this.#paths.set(name, value)
  }

  requestSingleInstanceLock(): boolean {
    return true
  }

  enableSandbox(): void {
    if (this.#windows.size > 0) throw new Error('app.enableSandbox() can only be called before app is ready')
  }

  setAboutPanelOptions(): void {}

  /** As Electron does: the windows first, then `will-quit`, which may be prevented. */
  quit(): void {
    if (this.#quitting || this.#exiting) return
    this.#quitting = true
    this.emit('before-quit', preventable())
    for (const window of this.#windows) window.close()
    if (this.#windows.size === 0) this.#willQuit()
  }

  exit(code = 0): void {
    if (this.#exiting) return
    this.#exiting = true
    void closeChromium().finally(() => process.exit(code))
  }

  firstWindow(): AppWindow | undefined {
    return [...this.#windows].at(0)
  }

  windowOpened(window: AppWindow): void {
    this.#windows.add(window)
  }

  windowClosed(window: AppWindow): void {
    this.#windows.delete(window)
    if (this.#windows.size > 0) return
    if (this.#quitting) this.#willQuit()
    else this.emit('window-all-closed')
  }

  #willQuit(): void {
    const event = preventable()
    this.emit('will-quit', event)
    if (!event.defaultPrevented) this.exit(0)
  }
}

export const app = new App()

process.on('SIGTERM', () => app.quit())
process.on('disconnect', () => app.exit(0))
process.on('message', (message: Command) => {
  switch (message.command) {
    case 'click-menu':
      return clickMenu(message.label)
    case 'second-instance':
      return app.emit('second-instance', preventable(), [], '')
    case 'crash-page':
      return void app.firstWindow()?.crash()
    case 'quit':
      return app.quit()
  }
})
