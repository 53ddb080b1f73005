/** What belongs to the desktop around the window: made up, or recorded instead of done. */
import { record } from './record.ts'

interface MenuItem {
  readonly label?: string
  readonly submenu?: readonly MenuItem[]
  click?(): void
}

interface BuiltMenu {
  readonly items: readonly MenuItem[]
}

let applicationMenu: BuiltMenu = { items: [] }

export const Menu = {
  buildFromTemplate: (items: readonly MenuItem[]): BuiltMenu => ({ items }),
  setApplicationMenu(menu: BuiltMenu): void {
    applicationMenu = menu
  },
}

/** @throws when no item of the application menu is called so */
export function clickMenu(label: string): void {
  const items = applicationMenu.items.flatMap((item) => [item, ...(item.submenu ?? [])])
  const item = items.find((candidate) => candidate.label === label)
  if (item?.click === undefined) throw new Error(`No menu item is called "${label}".`)
  item.click()
}

export const dialog = {
  showErrorBox: (title: string, content: string): void => record({ kind: 'error-box', title, content }),
}

export const shell = {
  openExternal: (url: string): Promise<void> => Promise.resolve(record({ kind: 'open-external', url })),
}

export const nativeTheme = { shouldUseDarkColors: false }

const display = { id: 1, workArea: { x: 0, y: 0, width: 1280, height: 800 } }

export const screen = {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
}
