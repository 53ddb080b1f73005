import { dialog, type BrowserWindow } from 'electron'
import type { Logger } from '../core/host.ts'

/** So many crashes within so long (milliseconds) are mended without a word; what goes on is put to the person. */
const mostCrashes = 3
const period = 60_000

export interface CrashOptions {
  /** Loads the page into its window anew. */
  readonly load: () => Promise<void>
  readonly logger: Logger
  /** Epoch milliseconds. */
  readonly now?: () => number
}

/** What to do with a page that does not stop crashing. */
async function ask(window: BrowserWindow): Promise<'load' | 'close'> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'This window keeps crashing.',
    detail: 'Your chats are safe. Try again, or close the window and open a new one.',
    buttons: ['Try again', 'Close window'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  })
  return response === 0 ? 'load' : 'close'
}

/** Loads a page again whose process has ended: the core has lost nothing, but its window would stay blank. */
export function reloadCrashedPage(window: BrowserWindow, options: CrashOptions): void {
  const { load, logger, now = Date.now } = options
  let crashes: readonly number[] = []

  async function recover(): Promise<void> {
    crashes = [...crashes.filter((at) => now() - at < period), now()]
    if (crashes.length > mostCrashes) {
      if ((await ask(window)) === 'close') return window.isDestroyed() ? undefined : window.close()
      crashes = []
    }
    if (!window.isDestroyed()) await load()
  }

  window.webContents.on('render-process-gone', (_event, { reason }) => {
    // A page that is closed ends in order.
    if (reason === 'clean-exit' || window.isDestroyed()) return
    logger.warn(`the process of a page ended: ${reason}`)
    recover().catch((error: unknown) => logger.error('the page could not be loaded again', error))
  })
}
