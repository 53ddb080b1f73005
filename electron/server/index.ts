import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createCore } from '../core/core.ts'
import { resolveDataFolder } from '../core/dataFolder.ts'
import { createLogger, logUncaught } from '../core/logFile.ts'
import { closeToOthers, keepNewFilesPrivate } from '../core/hosting/privateFiles.ts'
import { acquireInstanceLock } from '../core/instanceLock.ts'
import { startFailure } from '../core/startFailure.ts'
import { createForkChild, startNodeProcess } from '../core/hosting/childProcess.ts'
import { ArgumentError, readArguments } from './arguments.ts'
import { startHttpServer } from './httpServer.ts'
import { createSettings } from './settings.ts'

/** After this long a shutdown is not waited for any more. In milliseconds; the promise is two seconds. */
const shutdownLimit = 1_800

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

/** Starts the server host and says where it listens. Ends by SIGTERM or SIGINT. */
async function serve(): Promise<void> {
  keepNewFilesPrivate()
  const { data, port } = readArguments(process.argv.slice(2))
  const dataFolder = resolveDataFolder(data)
  const lock = acquireInstanceLock(dataFolder, { host: 'server' })
  const logger = createLogger(dataFolder)
  logUncaught(logger)
  const root = path.join(import.meta.dirname, '..', '..')
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }

  const core = createCore({
    kind: 'server',
    version,
    dataFolder,
    bundledModelsFolder: path.join(root, 'resources'),
    settings: createSettings(dataFolder, logger),
    logger,
    environment: process.env,
    forkChild: createForkChild(
      startNodeProcess,
      (name) => path.join(import.meta.dirname, `${name}.js`),
      logger,
    ),
  })
  const rendererFolder = path.join(import.meta.dirname, '..', 'renderer')
  const server = await startHttpServer({ rendererFolder, port, core, logger })
  const address = `http://127.0.0.1:${server.port}/`
  lock.update(address)

  let closing = false
  async function close(): Promise<void> {
    if (closing) return
    closing = true
    setTimeout(() => process.exit(0), shutdownLimit).unref()
    try {
      await core.close()
      await server.close()
      lock.release()
      logger.info('closed')
    } catch (error) {
      logger.error('closing failed', error)
    }
    process.exit(0)
  }
  process.on('SIGTERM', () => void close())
  process.on('SIGINT', () => void close())

  void closeToOthers(dataFolder, logger)
  logger.info(`listening on port ${server.port}`)
  say(`Confab is listening at ${address}`)
}

function explain(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'That port is taken by another program. Choose another with --port, or --port 0 for any free one.'
  }
  if (error instanceof Error && 'syscall' in error && error.syscall === 'listen') {
    return 'That port may not be used. Choose another with --port, or --port 0 for any free one.'
  }
  return error instanceof ArgumentError ? error.message : startFailure(error)
}

serve().catch((error: unknown) => fail(explain(error)))
