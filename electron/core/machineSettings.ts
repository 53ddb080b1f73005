import { existsSync, readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { profileId } from '../../shared/contract/base.ts'
import { theme } from '../../shared/contract/preferences.ts'
import {
  defaultMachineSettings,
  type Logger,
  type MachineSettings,
  type MachineSettingsValues,
} from './host.ts'

/** The file may have been edited by hand: a value that is not of its kind counts as absent. */
const kinds: { readonly [Key in keyof MachineSettingsValues]: z.ZodType<MachineSettingsValues[Key]> } = {
  theme,
  lastProfileId: profileId.nullable(),
  windowBounds: z
    .strictObject({
      x: z.number(),
      y: z.number(),
      width: z.number(),
      height: z.number(),
      maximized: z.boolean(),
    })
    .nullable(),
}

/** What both hosts' stores have in common: electron-store in Electron, conf under the server. */
export interface SettingsStore {
  get(key: string): unknown
  set(key: string, value: unknown): void
}

/** How a store of either host is made so that both keep the same file, `<data>/settings.json`. */
export const settingsFileName = 'settings'

/**
 * The machine-wide preferences over the store of a host. A file that cannot be read would keep Confab from
 * starting; it is put aside, in case somebody wants it, before `open` looks at it.
 */
export function createMachineSettings(
  dataFolder: string,
  logger: Logger,
  open: () => SettingsStore,
): MachineSettings {
  moveDamagedAside(path.join(dataFolder, `${settingsFileName}.json`), logger)
  const store = open()
  return {
    get: (key) => kinds[key].safeParse(store.get(key)).data ?? defaultMachineSettings[key],
    set: (key, value) => store.set(key, value),
  }
}

function moveDamagedAside(file: string, logger: Logger): void {
  if (!existsSync(file) || holdsJsonObject(file)) return
  const aside = path.join(path.dirname(file), `${settingsFileName}.damaged-${Date.now()}.json`)
  renameSync(file, aside)
  logger.warn(`the settings could not be read; they are kept as ${path.basename(aside)}`)
}

function holdsJsonObject(file: string): boolean {
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(readFileSync(file, 'utf8'))).success
  } catch {
    // Not JSON, not readable, or a folder: the store could not make anything of it either.
    return false
  }
}
