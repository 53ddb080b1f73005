import path from 'node:path'
import {
  defaultMachineSettings,
  type Host,
  type KeyStore,
  type MachineSettingsValues,
} from '../../electron/core/host.ts'
import { repository } from './folders.ts'
import { memoryLogger } from './memoryLogger.ts'
import { testFork } from './testFork.ts'

/** A host for the core inside a test: real folder, real inference child, settings and log in memory. */
export function testHost(dataFolder: string, keyStore?: KeyStore): Host & { readonly log: string[] } {
  const settings: MachineSettingsValues = { ...defaultMachineSettings }
  const logger = memoryLogger()
  return {
    kind: 'server',
    version: '0.0.0-test',
    dataFolder,
    bundledModelsFolder: path.join(repository, 'resources'),
    settings: {
      get: (key) => settings[key],
      set(key, value) {
        settings[key] = value
      },
    },
    logger,
    log: logger.lines,
    environment: {},
    forkChild: testFork(logger),
    ...(keyStore ? { keyStore } : {}),
  }
}
