/**
 * How a window learns which host it is in. The preload of the Electron host puts this name into the page's global
 * scope before any script of the page runs; a page in a browser has no preload, so it is not there.
 * It only chooses the transport. What a window may do is decided by the host, which checks every connection itself.
 */
export const electronMark = 'confabElectron'

/** The message, and the IPC channel, by which a page hands its MessagePort to the host. */
export const connectMessage = 'confab:connect'

/** `scope` is `globalThis` of the page. True: connect by MessagePort; false: by WebSocket. */
export function isElectronWindow(scope: object): boolean {
  return Object.hasOwn(scope, electronMark)
}
