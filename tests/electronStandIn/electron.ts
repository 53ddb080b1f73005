/**
 * The stand-in for Electron: runs the built `out/main/index.js` and `out/preload/index.cjs`, unchanged, where no
 * Electron binary can be had. It implements what Confab uses of `electron`, and nothing more.
 *
 * Real: the bundles; Node; Chromium, its page and rendering; the page's policy and headers, which come from our own
 * protocol handler; the preload's isolated world (a world of its own made over the DevTools protocol, so that the page
 * cannot see into it); the MessagePorts inside the page; the inference child as a process of its own; the files.
 *
 * Not real, and so not proven by a test that runs here:
 * - the scheme. Chromium cannot be taught `app:` from outside, so the page is at `https://confab.invalid/`, answered by
 *   interception; the name cannot be resolved, so nothing can leave. The main process only ever sees `app://confab`.
 * - the way of a port from the preload to the main process: frames cross as text over the DevTools protocol.
 * - the sandbox, and whatever else `webPreferences` asks for: they are recorded, not obeyed.
 * - when Electron calls a handler. Popups are closed after they were refused rather than never made, permissions are
 *   asked of the check handler beforehand and given to Chromium, and only navigations that reach the network are seen.
 * - the key store (a file with a key), menus, dialogs, displays, external links: recorded, or made up.
 */
import { app } from './app.ts'
import { BrowserWindow } from './browserWindow.ts'
import { dialog, Menu, nativeTheme, screen, shell } from './desktop.ts'
import { ipcMain } from './ipcMain.ts'
import { safeStorage } from './safeStorage.ts'
import { protocol, session } from './session.ts'
import { utilityProcess } from './utilityProcess.ts'

export {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
}

/** electron-store asks for the whole. */
export default { app, ipcMain, shell }
