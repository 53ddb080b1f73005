import { ipcMain } from 'electron'
import Store from 'electron-store'
import { defaultMachineSettings, type Logger, type MachineSettings } from '../core/host.ts'
import { createMachineSettings, settingsFileName } from '../core/machineSettings.ts'

/** `<data>/settings.json`, the file that conf keeps under the server host. */
export function createSettings(dataFolder: string, logger: Logger): MachineSettings {
  return createMachineSettings(dataFolder, logger, () => {
    const store = new Store<Record<string, unknown>>({
      cwd: dataFolder,
      name: settingsFileName,
      defaults: { ...defaultMachineSettings },
    })
    // electron-store answers pages that ask where it keeps its files. None of ours does, so nobody shall.
    ipcMain.removeAllListeners('electron-store-get-data')
    return store
  })
}
