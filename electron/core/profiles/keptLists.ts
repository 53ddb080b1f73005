import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describeError } from '../describeError.ts'
import type { ProfileParts } from './profileParts.ts'
import { unknownFolders } from './unknownFolders.ts'

/** Fills every place where the bytes stand with zeros; answers whether there was one. */
function blank(content: Buffer, bytes: Buffer): boolean {
  let at = content.indexOf(bytes)
  const isThere = at >= 0
  for (; at >= 0; at = content.indexOf(bytes, at + bytes.length)) content.fill(0, at, at + bytes.length)
  return isThere
}

/** The damaged lists that were kept, and their WALs. */
function keptLists({ db }: ProfileParts): readonly string[] {
  const folder = dirname(db.name)
  const start = `${basename(db.name)}.damaged-`
  return readdirSync(folder)
    .filter((name) => name.startsWith(start))
    .map((name) => join(folder, name))
}

/**
 * Overwrites wraps of a key in the damaged lists that were kept: a password that was changed, or a profile that was
 * deleted, must not be opened from there.
 */
export function forgetInKeptLists(parts: ProfileParts, wraps: readonly Buffer[]): void {
  try {
    for (const file of keptLists(parts)) {
      const content = readFileSync(file)
      const isChanged = wraps.filter((wrap) => blank(content, wrap)).length > 0
      if (isChanged) writeFileSync(file, content, { flag: 'r+', flush: true })
    }
  } catch (error) {
    parts.logger.warn(`A damaged list that is kept could not be changed: ${describeError(error)}`)
  }
}

/**
 * Removes the damaged lists that were kept, which have the names of everybody there was. They stay as long as somebody
 * is missing who may be found in them one day.
 */
export function removeKeptLists(parts: ProfileParts): void {
  if (unknownFolders(parts).length > 0) return
  try {
    for (const file of keptLists(parts)) rmSync(file)
  } catch (error) {
    parts.logger.warn(`A damaged list that is kept could not be removed: ${describeError(error)}`)
  }
}
