/** Host 1: Confab in a window of its own. Everything that knows Electron is in this folder, and nothing else is. */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { app, dialog, session } from 'electron'
import { createCore, type Core } from '../core/core.ts'
import { makeFolder, resolveDataFolder } from '../core/dataFolder.ts'
import type { Logger, MachineSettings } from '../core/host.ts'
import { createForkChild } from '../core/hosting/childProcess.ts'
import { closeToOthers, keepNewFilesPrivate } from '../core/hosting/privateFiles.ts'
import { acquireInstanceLock } from '../core/instanceLock.ts'
import { startFailure } from '../core/startFailure.ts'
import { declareAppScheme, serveWindow } from './appProtocol.ts'
import { acceptConnections } from './connection.ts'
import { createKeyStore } from './keyStore.ts'
import { createLogger, logUncaught } from '../core/logFile.ts'
import { setMenu } from './menu.ts'
import { sessionPartition } from './origin.ts'
import { closeBeforeQuit } from './quit.ts'
import { restrictContents, restrictSession } from './security.ts'
import { createSettings } from './settings.ts'
import { startUtilityProcess } from './utilityProcess.ts'
import { createWindows } from './windows.ts'

const outputFolder = path.join(import.meta.dirname, '..')

function start(): void {
  keepNewFilesPrivate()
  const dataFolder = resolveDataFolder(givenDataFolder())
  // Chromium's own files, and the lock by which a second start finds the first: one for each data folder.
  const userData = path.join(dataFolder, 'electron')
  makeFolder(userData)
  app.setPath('userData', userData)
  if (!app.requestSingleInstanceLock()) return app.exit(0)
  declareAppScheme()
  app.enableSandbox()
  app
    .whenReady()
    .then(() => run(dataFolder))
    .catch(fail)
}

/** `--data DIR`. Chromium's own switches stand among the arguments, so unknown ones are let be. */
function givenDataFolder(): string | undefined {
  const options = { data: { type: 'string' } } as const
  const { data } = parseArgs({ args: process.argv.slice(1), options, strict: false }).values
  if (data === true || data === '') throw new Error('--data is followed by a folder.')
  return typeof data === 'string' ? data : undefined
}

function run(dataFolder: string): void {
  const lock = acquireInstanceLock(dataFolder, { host: 'electron' })
  const logger = createLogger(dataFolder)
  logUncaught(logger)
  const settings = createSettings(dataFolder, logger)
  const core = createElectronCore(dataFolder, settings, logger)
  closeBeforeQuit(async () => {
    await core.close()
    lock.release()
  }, logger)
  prepareSession(logger)
  openFirstWindow(core, settings, logger)
  void closeToOthers(dataFolder, logger)
  logger.info(`opened, version ${app.getVersion()}`)
}

function createElectronCore(dataFolder: string, settings: MachineSettings, logger: Logger): Core {
  return createCore({
    kind: 'electron',
    version: app.getVersion(),
    dataFolder,
    bundledModelsFolder: path.join(outputFolder, '..', 'resources'),
    settings,
    logger,
    environment: process.env,
    keyStore: createKeyStore(logger),
    forkChild: createForkChild(
      startUtilityProcess,
      (name) => path.join(outputFolder, 'main', `${name}.js`),
      logger,
    ),
  })
}

function prepareSession(logger: Logger): void {
  const windowSession = session.fromPartition(sessionPartition)
  restrictSession(windowSession, logger)
  // Outside of macOS, which has a checker of its own, Chromium would fetch dictionaries from Google's servers.
  if (process.platform !== 'darwin') windowSession.setSpellCheckerEnabled(false)
  serveWindow(windowSession, path.join(outputFolder, 'renderer'))
  app.on('web-contents-created', (_event, contents) => restrictContents(contents, logger))
}

function openFirstWindow(core: Core, settings: MachineSettings, logger: Logger): void {
  const developerTools = !app.isPackaged
  const preload = path.join(outputFolder, 'preload', 'index.cjs')
  const windows = createWindows(core, logger, { settings, preload, developerTools })
  acceptConnections({ core, logger, windowIdOf: windows.idOf })
  app.setAboutPanelOptions({ applicationName: 'Confab', applicationVersion: app.getVersion() })
  setMenu({ platform: process.platform, developerTools, openWindow: windows.open })
  app.on('second-instance', windows.focus)
  app.on('activate', windows.focus)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  windows.open()
}

/** Says why Confab did not start; the error of a data folder in use names what holds it. */
function fail(error: unknown): void {
  dialog.showErrorBox('Confab', startFailure(error))
  app.exit(1)
}

try {
  start()
} catch (error) {
  fail(error)
}
