import { Menu, type MenuItemConstructorOptions } from 'electron'

export interface MenuOptions {
  readonly platform: NodeJS.Platform
  readonly developerTools: boolean
  openWindow(): void
}

const separator = { type: 'separator' } as const

/** The application menu. Everything but "New window" is what the system offers under that name. */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const isMac = options.platform === 'darwin'
  const newWindow = {
    label: 'New window',
    accelerator: 'CmdOrCtrl+Shift+N',
    click: () => options.openWindow(),
  }
  return [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    {
      label: 'File',
      submenu: [newWindow, { role: 'close' }, ...(isMac ? [] : [separator, { role: 'quit' as const }])],
    },
    { role: 'editMenu' },
    { label: 'View', submenu: viewItems(options.developerTools) },
    { role: 'windowMenu' },
    // On macOS "About" stands in the application's own menu.
    ...(isMac ? [] : [{ role: 'help' as const, submenu: [{ role: 'about' as const }] }]),
  ]
}

function viewItems(developerTools: boolean): MenuItemConstructorOptions[] {
  return [
    { role: 'reload' },
    ...(developerTools ? [{ role: 'toggleDevTools' as const }] : []),
    separator,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    separator,
    { role: 'togglefullscreen' },
  ]
}

export function setMenu(options: MenuOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)))
}
