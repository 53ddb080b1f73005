import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Conf from 'conf'
import { ipcMain } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultMachineSettings } from '../../electron/core/host.ts'
import { createSettings } from '../../electron/main/settings.ts'
import { memoryLogger } from '../support/memoryLogger.ts'

/**
 * electron-store asks for `electron` from inside node_modules, where a mock of vitest does not reach, and the real one
 * begins a download where its binary is absent: so Node itself is told what `electron` is.
 */
vi.hoisted(() => {
  const source = `
    import { EventEmitter } from 'node:events'
    export const ipcMain = new EventEmitter()
    export default { ipcMain, app: { getPath: () => '/', getVersion: () => '1.0.0' }, shell: {} }`
  const url = `data:text/javascript,${encodeURIComponent(source)}`
  process.getBuiltinModule('node:module').registerHooks({
    resolve: (specifier, context, nextResolve) =>
      /^electron$|\/electron\/index\.js$/u.test(specifier)
        ? { url, shortCircuit: true }
        : nextResolve(specifier, context),
  })
})

let folder: string
let file: string
const bounds = { x: 1, y: 2, width: 800, height: 600, maximized: false }

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'confab-settings-'))
  file = path.join(folder, 'settings.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** As the server host reads and writes the same file. */
function serverSettings() {
  return new Conf<Record<string, unknown>>({ cwd: folder, configName: 'settings', projectName: 'confab' })
}

describe('createSettings', () => {
  it('begins with the defaults', () => {
    const settings = createSettings(folder, memoryLogger())
    expect(settings.get('theme')).toBe(defaultMachineSettings.theme)
    expect(settings.get('windowBounds')).toBeNull()
  })

  it('shares its file with the server host, both ways', () => {
    const settings = createSettings(folder, memoryLogger())
    settings.set('windowBounds', bounds)
    expect(serverSettings().get('windowBounds')).toEqual(bounds)
    serverSettings().set('theme', 'dark')
    expect(settings.get('theme')).toBe('dark')
    expect(settings.get('windowBounds')).toEqual(bounds)
  })

  it.each(['{"theme": "da', '', '[]', 'null', '"text"'])(
    'puts a damaged file aside and starts: %j',
    (damaged) => {
      writeFileSync(file, damaged)
      const logger = memoryLogger()
      const { lines } = logger
      const settings = createSettings(folder, logger)
      expect(settings.get('theme')).toBe('system')
      const aside = readdirSync(folder).find((name) => name.startsWith('settings.damaged-'))
      expect(readFileSync(path.join(folder, aside ?? ''), 'utf8')).toBe(damaged)
      expect(lines.join()).toContain(aside)
    },
  )

  it('takes a value that is not of its kind as absent and leaves the others', () => {
    writeFileSync(
      file,
      JSON.stringify({ theme: 'plaid', windowBounds: { ...bounds, width: 'wide' }, lastProfileId: null }),
    )
    const settings = createSettings(folder, memoryLogger())
    expect(settings.get('theme')).toBe('system')
    expect(settings.get('windowBounds')).toBeNull()
    settings.set('theme', 'light')
    expect(settings.get('theme')).toBe('light')
  })

  it('leaves no channel open on which a page could ask for the folder', () => {
    createSettings(folder, memoryLogger())
    expect(ipcMain.eventNames()).toEqual([])
  })
})
