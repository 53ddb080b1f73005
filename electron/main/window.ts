import { BrowserWindow, nativeTheme, screen, type BrowserWindowConstructorOptions } from 'electron'
import type { Theme } from '../../shared/contract/preferences.ts'
import type { MachineSettings } from '../core/host.ts'
import { sessionPartition, windowAddress } from './origin.ts'
import { minimumSize, placeWindow, type Area } from './windowBounds.ts'

/** The page's own background in each theme, shown until it has painted: `--surface` of the renderer. */
const background = { light: '#ffffff', dark: '#1e1f22' } as const
/** The place is written this long after the last move. In milliseconds. */
const rememberDelay = 500
/** How far a second window stands from the one before it. In device-independent pixels. */
const cascade = 28

export interface WindowOptions {
  readonly settings: MachineSettings
  /** Absolute path of the preload bundle. */
  readonly preload: string
  readonly developerTools: boolean
}

/** Everything that keeps the page from the machine is said here, the defaults too: defaults have changed before. */
export function browserWindowOptions(
  options: Omit<WindowOptions, 'settings'> & { readonly place: Area; readonly dark: boolean },
): BrowserWindowConstructorOptions {
  return {
    ...options.place,
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    title: 'Confab',
    show: false,
    backgroundColor: options.dark ? background.dark : background.light,
    webPreferences: {
      preload: options.preload,
      partition: sessionPartition,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: options.developerTools,
    },
  }
}

/** Opens a window where the last one was, and shows it as soon as it has something to show. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const remembered = options.settings.get('windowBounds')
  const place = placeWindow(remembered, workAreas())
  const step = BrowserWindow.getAllWindows().length * cascade
  const window = new BrowserWindow(
    browserWindowOptions({
      ...options,
      place: placeWindow({ ...place, x: place.x + step, y: place.y + step, maximized: false }, workAreas()),
      dark: isDark(options.settings.get('theme'), nativeTheme.shouldUseDarkColors),
    }),
  )
  if (remembered?.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  rememberPlace(window, options.settings)
  return window
}

/** Loads the page. Apart from `openWindow`, so that whoever opens can first make the window known. */
export function loadPage(window: BrowserWindow): Promise<void> {
  return window.loadURL(windowAddress)
}

/** The theme that was last used on this machine, which is also that of the sign-in page. */
export function isDark(theme: Theme, systemIsDark: boolean): boolean {
  return theme === 'system' ? systemIsDark : theme === 'dark'
}

function workAreas(): readonly Area[] {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  return [primary, ...others].map(({ workArea }) => workArea)
}

function rememberPlace(window: BrowserWindow, settings: MachineSettings): void {
  let timer: NodeJS.Timeout | undefined
  function remember(): void {
    clearTimeout(timer)
    settings.set('windowBounds', { ...window.getNormalBounds(), maximized: window.isMaximized() })
  }
  function rememberSoon(): void {
    clearTimeout(timer)
    timer = setTimeout(remember, rememberDelay)
  }
  window.on('resize', rememberSoon)
  window.on('move', rememberSoon)
  window.on('maximize', rememberSoon)
  window.on('unmaximize', rememberSoon)
  window.on('close', remember)
}
