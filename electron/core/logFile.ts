import { existsSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import log from 'electron-log/node.js'
import { describeError } from './describeError.ts'
import type { Logger } from './host.ts'

/** The size in bytes at which a log file is put aside. */
const maximumSize = 1024 * 1024
/** How many files are kept beside the one being written. */
const archives = 3

/**
 * `<data>/logs/confab.log`, rotating. electron-log's edition for Node: the one for Electron lets every page write
 * into the log over IPC.
 */
export function createLogger(dataFolder: string): Logger {
  const logger = log.create({ logId: 'confab' })
  logger.transports.console.level = false
  logger.transports.file.resolvePathFn = () => path.join(dataFolder, 'logs', 'confab.log')
  logger.transports.file.maxSize = maximumSize
  logger.transports.file.archiveLogFn = ({ path: file }) => rotate(file)
  return {
    info: (message) => logger.info(message),
    warn: (message) => logger.warn(message),
    error: (message, error) =>
      logger.error(error === undefined ? message : `${message}: ${describeError(error)}`),
  }
}

/** `confab.log` becomes `confab.1.log`, that `confab.2.log`, and so on; the oldest goes. */
export function rotate(file: string): void {
  const { dir, name, ext } = path.parse(file)
  const archive = (age: number): string => (age === 0 ? file : path.join(dir, `${name}.${age}${ext}`))
  rmSync(archive(archives), { force: true })
  for (let age = archives - 1; age >= 0; age -= 1) {
    if (existsSync(archive(age))) renameSync(archive(age), archive(age + 1))
  }
}

/** Logs what nobody caught, and goes on: an answer that failed must not take the other windows with it. */
export function logUncaught(logger: Logger): void {
  process.on('uncaughtException', (error) => logger.error('uncaught', error))
  process.on('unhandledRejection', (reason) => logger.error('unhandled rejection', reason))
}
