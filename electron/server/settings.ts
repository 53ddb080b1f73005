import Conf from 'conf'
import { defaultMachineSettings, type Logger, type MachineSettings } from '../core/host.ts'
import { createMachineSettings, settingsFileName } from '../core/machineSettings.ts'

/** `<data>/settings.json`, the file that electron-store keeps in the Electron host. */
export function createSettings(dataFolder: string, logger: Logger): MachineSettings {
  return createMachineSettings(
    dataFolder,
    logger,
    () =>
      new Conf<Record<string, unknown>>({
        cwd: dataFolder,
        configName: settingsFileName,
        projectName: 'confab',
        defaults: { ...defaultMachineSettings },
      }),
  )
}
