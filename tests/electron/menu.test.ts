import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { menuTemplate } from '../../electron/main/menu.ts'

vi.mock('electron', () => ({ Menu: {} }))

function items(
  platform: NodeJS.Platform,
  developerTools = false,
  openWindow = () => {},
): MenuItemConstructorOptions[] {
  const menus = menuTemplate({ platform, developerTools, openWindow })
  return menus.flatMap((menu) => [menu, ...(Array.isArray(menu.submenu) ? menu.submenu : [])])
}

function roles(all: readonly MenuItemConstructorOptions[]) {
  return all.map(({ role }) => role)
}

describe('menuTemplate', () => {
  it('opens another window by "New window"', () => {
    const openWindow = vi.fn<() => void>()
    const item = items('linux', false, openWindow).find(({ label }) => label === 'New window')
    const click = item?.click as unknown as () => void
    click()
    expect(openWindow).toHaveBeenCalledOnce()
  })

  it('has the developer tools only where they are wanted', () => {
    expect(roles(items('linux'))).not.toContain('toggleDevTools')
    expect(roles(items('linux', true))).toContain('toggleDevTools')
  })

  it('has what each system expects: quit and about under File and Help, or in the application menu of macOS', () => {
    expect(roles(items('win32'))).toEqual(expect.arrayContaining(['quit', 'about', 'close', 'editMenu']))
    expect(roles(items('darwin'))).toEqual(expect.arrayContaining(['appMenu', 'close', 'editMenu']))
    expect(roles(items('darwin'))).not.toContain('quit')
  })
})
