import { lstatSync, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import envPaths from 'env-paths'

/** A link that leads nowhere: nothing can be made behind it without making what it leads to. */
export class DanglingLinkError extends Error {
  /** Absolute path of the link. */
  readonly link: string

  constructor(link: string) {
    super(`the link ${link} leads nowhere`)
    this.name = 'DanglingLinkError'
    this.link = link
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

function isThere(folder: string): boolean {
  if (!lstatSync(folder, { throwIfNoEntry: false })) return false
  if (!statSync(folder, { throwIfNoEntry: false })) throw new DanglingLinkError(folder)
  return true
}

/**
 * Makes a folder, 0700, with the folders above it, unless it is there. Not by `recursive`: where the system says that
 * nothing is there although the folder above is (`/proc`), that one tries for ever.
 * @throws DanglingLinkError; the operating system's error, `ENOTDIR` for a file in its place
 */
export function makeFolder(folder: string): void {
  if (isThere(folder)) {
    // A file in its place is told as the system tells one further up.
    if (!statSync(folder).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' })
    return
  }
  const above = path.dirname(folder)
  if (above !== folder) makeFolder(above)
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Another process was faster.
    if (codeOf(error) !== 'EEXIST') throw error
  }
}

/**
 * The folder that holds everything Confab keeps, made when it is absent: `--data`, else `CONFAB_DATA`, else the
 * platform's own place. Both hosts ask here, so that a person finds the same chats in either.
 * @throws as `makeFolder`
 */
export function resolveDataFolder(given: string | undefined): string {
  const folder = path.resolve(
    given ?? (process.env['CONFAB_DATA'] || envPaths('confab', { suffix: '' }).data),
  )
  makeFolder(folder)
  return folder
}
