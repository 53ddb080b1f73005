/** What a window may not do. DESIGN section 2, "The window", and section 5. */
import type { Session, WebContents } from 'electron'
import type { Logger } from '../core/host.ts'
import { openExternalLink } from './links.ts'
import { appOrigin, windowAddress } from './origin.ts'

/** Writing text to the clipboard, for the Copy button of our own page. Reading it is not asked for, nor is the rest. */
export function isPermissionAllowed(permission: string, address: string): boolean {
  if (permission !== 'clipboard-sanitized-write' || !URL.canParse(address)) return false
  const url = new URL(address)
  return `${url.protocol}//${url.host}` === appOrigin
}

/** The page may load itself again; it may not go anywhere else, and nothing may go anywhere inside it. */
export function isNavigationAllowed(address: string, isMainFrame: boolean): boolean {
  return isMainFrame && address === windowAddress
}

/** What our own page has made and holds itself may be saved, where the person says; nothing is fetched to be saved. */
export function isDownloadAllowed(address: string): boolean {
  return address.startsWith(`blob:${appOrigin}/`)
}

/** Refuses permissions, and downloads of anything but the page's own, to every page of a session. */
export function restrictSession(session: Session, logger: Logger): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) =>
    callback(isPermissionAllowed(permission, details.requestingUrl)),
  )
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    isPermissionAllowed(permission, requestingOrigin),
  )
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event, item) => {
    if (isDownloadAllowed(item.getURL())) return
    event.preventDefault()
    logger.warn('a download was refused')
  })
}

/** Keeps a page where it is. */
export function restrictContents(contents: WebContents, logger: Logger): void {
  contents.setWindowOpenHandler(({ url }) => {
    openExternalLink(url, logger)
    return { action: 'deny' }
  })
  contents.on('will-frame-navigate', (event) => {
    if (isNavigationAllowed(event.url, event.isMainFrame)) return
    event.preventDefault()
    logger.warn('a navigation was refused')
  })
  contents.on('will-navigate', (event) => {
    if (!isNavigationAllowed(event.url, event.isMainFrame)) event.preventDefault()
  })
  // Nothing we serve redirects.
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}
