import { EventEmitter } from 'node:events'
import type { Session, WebContents } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import {
  isNavigationAllowed,
  isPermissionAllowed,
  restrictContents,
  restrictSession,
} from '../../electron/main/security.ts'
import { browserWindowOptions, isDark } from '../../electron/main/window.ts'
import { memoryLogger } from '../support/memoryLogger.ts'

vi.mock('electron', () => ({ shell: {}, BrowserWindow: {}, nativeTheme: {}, screen: {} }))

describe('isPermissionAllowed', () => {
  it('lets our own page write text to the clipboard', () => {
    expect(isPermissionAllowed('clipboard-sanitized-write', 'app://confab/')).toBe(true)
    expect(isPermissionAllowed('clipboard-sanitized-write', 'app://confab')).toBe(true)
  })

  it('lets no other page do so', () => {
    for (const address of ['https://example.com/', 'app://confab.example/', 'app://other/', 'null', '']) {
      expect(isPermissionAllowed('clipboard-sanitized-write', address)).toBe(false)
    }
  })

  it.each([
    'clipboard-read',
    'media',
    'geolocation',
    'notifications',
    'openExternal',
    'fullscreen',
    'hid',
    'new-one',
  ])('denies %s even to our own page', (permission) => {
    expect(isPermissionAllowed(permission, 'app://confab/')).toBe(false)
  })
})

describe('isNavigationAllowed', () => {
  it('lets the page load itself again and go nowhere else', () => {
    expect(isNavigationAllowed('app://confab/', true)).toBe(true)
    expect(isNavigationAllowed('app://confab/', false)).toBe(false)
    expect(isNavigationAllowed('app://confab/other.html', true)).toBe(false)
    expect(isNavigationAllowed('https://example.com/', true)).toBe(false)
    expect(isNavigationAllowed('app://confab/?x', true)).toBe(false)
  })
})

function restrictedContents() {
  const logger = memoryLogger()
  const { lines } = logger
  const setWindowOpenHandler = vi.fn<(handler: (details: { url: string }) => unknown) => void>()
  const contents = Object.assign(new EventEmitter(), { setWindowOpenHandler })
  restrictContents(contents as unknown as WebContents, logger)
  return { contents, setWindowOpenHandler, lines }
}

describe('restrictContents', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    'prevents %s',
    (name) => {
      const preventDefault = vi.fn<() => void>()
      restrictedContents().contents.emit(name, {
        url: 'https://example.com/',
        isMainFrame: true,
        preventDefault,
      })
      expect(preventDefault).toHaveBeenCalled()
    },
  )

  it('denies every window that a page opens', () => {
    const handler = restrictedContents().setWindowOpenHandler.mock.calls[0]?.[0]
    expect(handler?.({ url: 'app://confab/' })).toEqual({ action: 'deny' })
  })

  it('does not log where a page wanted to go', () => {
    const { contents, lines } = restrictedContents()
    contents.emit('will-frame-navigate', {
      url: 'https://example.com/secret',
      isMainFrame: true,
      preventDefault() {},
    })
    expect(lines).toEqual(['a navigation was refused'])
  })
})

function restrictedSession() {
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: vi.fn<(handler: (...parameters: unknown[]) => void) => void>(),
    setPermissionCheckHandler: vi.fn<(handler: (...parameters: unknown[]) => boolean) => void>(),
    setDevicePermissionHandler: vi.fn<(handler: () => boolean) => void>(),
  })
  restrictSession(session as unknown as Session, memoryLogger())
  return session
}

describe('restrictSession', () => {
  it('answers requests, checks and devices by the one policy', () => {
    const session = restrictedSession()
    const answers: boolean[] = []
    const request = session.setPermissionRequestHandler.mock.calls[0]?.[0]
    const details = { requestingUrl: 'app://confab/' }
    request?.(null, 'media', (allowed: boolean) => answers.push(allowed), details)
    request?.(null, 'clipboard-sanitized-write', (allowed: boolean) => answers.push(allowed), details)
    expect(answers).toEqual([false, true])
    expect(session.setPermissionCheckHandler.mock.calls[0]?.[0](null, 'media', 'app://confab', {})).toBe(
      false,
    )
    expect(session.setDevicePermissionHandler.mock.calls[0]?.[0]()).toBe(false)
  })

  it.each([
    ['https://confab.example/file', true],
    ['app://confab/index.html', true],
    ['blob:https://confab.example/0', true],
    ['blob:app://confab.example/0', true],
    ['blob:app://confab/5f0c9c1e', false],
  ])('prevents downloads of what the page has not made itself: %s', (address, isPrevented) => {
    const preventDefault = vi.fn<() => void>()
    restrictedSession().emit('will-download', { preventDefault }, { getURL: () => address })
    expect(preventDefault.mock.calls.length > 0).toBe(isPrevented)
  })
})

describe('browserWindowOptions', () => {
  const place = { x: 1, y: 2, width: 800, height: 600 }

  it('keeps the page from the machine', () => {
    const { webPreferences } = browserWindowOptions({
      place,
      dark: false,
      preload: '/p',
      developerTools: false,
    })
    expect(webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
    })
  })

  it('keeps nothing of the page on the disk', () => {
    const { webPreferences } = browserWindowOptions({
      place,
      dark: false,
      preload: '/p',
      developerTools: false,
    })
    expect(webPreferences?.partition).not.toMatch(/^persist:/u)
    expect(webPreferences?.partition).toBeTruthy()
  })

  it('follows the chosen theme, and the system only where none was chosen', () => {
    expect([isDark('system', true), isDark('system', false)]).toEqual([true, false])
    expect([isDark('dark', false), isDark('light', true)]).toEqual([true, false])
  })

  it('opens dark in the dark, so that nothing flashes', () => {
    const light = browserWindowOptions({ place, dark: false, preload: '/p', developerTools: true })
    const dark = browserWindowOptions({ place, dark: true, preload: '/p', developerTools: true })
    expect(light.backgroundColor).not.toBe(dark.backgroundColor)
    expect(light).toMatchObject({ show: false, minWidth: 360, minHeight: 480, ...place })
  })
})
