import { mkdirSync } from 'node:fs'
import path from 'node:path'
import envPaths from 'env-paths'

/**
 * The folder that holds everything Confab keeps, made when it is absent: `--data`, else `CONFAB_DATA`, else the
 * platform's own place. Both hosts ask here, so that a person finds the same chats in either.
 * @throws when the folder cannot be made, with the operating system's reason
 */
export function resolveDataFolder(given: string | undefined): string {
  const folder = path.resolve(
    given ?? (process.env['CONFAB_DATA'] || envPaths('confab', { suffix: '' }).data),
  )
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}
