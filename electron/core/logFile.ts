import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import log from 'electron-log/node.js'
import { describeError } from './describeError.ts'
import type { Logger } from './host.ts'

/** The size in bytes at which a log file is put aside. */
const maximumSize = 1024 * 1024
/** How many files are kept beside the one being written. */
const archives = 3
/** The longest message, in bytes of UTF-8; with its time and level a line stays under a kilobyte. */
const longestMessage = 960

/** One line of what is to be said: nothing in it can end the line, move the cursor or turn the direction of reading. */
export function logLine(message: string): string {
  const escaped = message
    .slice(0, longestMessage)
    .replaceAll(
      /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu,
      (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`,
    )
  const bytes = Buffer.from(escaped)
  if (bytes.length <= longestMessage && message.length <= longestMessage) return escaped
  // Cut between characters: what `subarray` leaves of the last one is taken off.
  const cut = bytes
    .subarray(0, longestMessage - 3)
    .toString('utf8')
    .replace(/\uFFFD$/u, '')
  return `${cut}…`
}

/**
 * `<data>/logs/confab.log`, rotating, for its owner alone. electron-log's edition for Node: the one for Electron lets
 * every page write into the log over IPC. What cannot be written is dropped: a log never ends what it tells about.
 */
export function createLogger(dataFolder: string): Logger {
  const folder = path.join(dataFolder, 'logs')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const logger = log.create({ logId: 'confab' })
  logger.transports.console.level = false
  // All files' own failures go to the first console there is, whatever its level, a block of text for each line.
  log.transports.console.writeFn = () => undefined
  logger.transports.file.resolvePathFn = () => path.join(folder, 'confab.log')
  logger.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' }
  logger.transports.file.maxSize = maximumSize
  logger.transports.file.archiveLogFn = (file) => {
    try {
      rotate(file.path)
    } catch {
      // Where files cannot be renamed the log begins anew: it stays bounded.
      file.clear()
    }
  }
  return {
    info: (message) => logger.info(logLine(message)),
    warn: (message) => logger.warn(logLine(message)),
    error: (message, error) =>
      logger.error(logLine(error === undefined ? message : `${message}: ${describeError(error)}`)),
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
