import { app } from 'electron'
import type { Logger } from '../core/host.ts'

/** After this long a shutdown is not waited for any more. In milliseconds; the promise is two seconds. */
const shutdownLimit = 1_800

/**
 * Puts everything on the disk before the app ends. At `will-quit` rather than `before-quit`: the windows are gone by
 * then, so nobody looks at one that does not answer, and none of them can still veto the end.
 */
export function closeBeforeQuit(close: () => Promise<void>, logger: Logger): void {
  let closing = false
  app.on('will-quit', (event) => {
    event.preventDefault()
    if (closing) return
    closing = true
    setTimeout(() => {
      logger.warn('closing took too long')
      app.exit(0)
    }, shutdownLimit)
    close()
      .catch((error: unknown) => logger.error('closing failed', error))
      .finally(() => app.exit(0))
  })
}
