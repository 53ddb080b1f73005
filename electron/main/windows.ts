import { randomUUID } from 'node:crypto'
import type { BrowserWindow } from 'electron'
import type { Core } from '../core/core.ts'
import type { Logger } from '../core/host.ts'
import { reloadCrashedPage } from './crashedPage.ts'
import { loadPage, openWindow, type WindowOptions } from './window.ts'

export interface Windows {
  open(): void
  /** Brings a window to the front, or opens one where there is none. */
  focus(): void
  /** The name of the window that shows a page, by the page's id; undefined for any other page. */
  idOf(contentsId: number): string | undefined
}

interface OpenWindow {
  /** Names the window to the core, also across reloads. */
  readonly id: string
  readonly window: BrowserWindow
}

/** The windows that are open, by the id of their page. */
export function createWindows(core: Core, logger: Logger, options: WindowOptions): Windows {
  const windows = new Map<number, OpenWindow>()

  function open(): void {
    const window = openWindow(options)
    const id = randomUUID()
    const contentsId = window.webContents.id
    windows.set(contentsId, { id, window })
    window.once('closed', () => {
      windows.delete(contentsId)
      core.forget(id)
    })
    reloadCrashedPage(window, { load: () => loadPage(window), logger })
    loadPage(window).catch((error: unknown) => logger.error('the page could not be loaded', error))
  }

  function focus(): void {
    const [first] = windows.values()
    if (first === undefined) return open()
    if (first.window.isMinimized()) first.window.restore()
    first.window.show()
    first.window.focus()
  }

  return { open, focus, idOf: (contentsId) => windows.get(contentsId)?.id }
}
