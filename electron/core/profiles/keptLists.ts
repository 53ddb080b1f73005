import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describeError } from '../describeError.ts'
import type { ProfileParts } from './profileParts.ts'

/** Fills every place where the bytes stand with zeros; answers whether there was one. */
function blank(content: Buffer, bytes: Buffer): boolean {
  let at = content.indexOf(bytes)
  const isThere = at >= 0
  for (; at >= 0; at = content.indexOf(bytes, at + bytes.length)) content.fill(0, at, at + bytes.length)
  return isThere
}

/**
 * Overwrites wraps of a key in the damaged lists that were kept: a password that was changed, or a profile that was
 * deleted, must not be opened from there.
 */
export function forgetInKeptLists({ db, logger }: ProfileParts, wraps: readonly Buffer[]): void {
  const folder = dirname(db.name)
  const start = `${basename(db.name)}.damaged-`
  try {
    for (const name of readdirSync(folder).filter((each) => each.startsWith(start))) {
      const content = readFileSync(join(folder, name))
      const isChanged = wraps.filter((wrap) => blank(content, wrap)).length > 0
      if (isChanged) writeFileSync(join(folder, name), content, { flag: 'r+', flush: true })
    }
  } catch (error) {
    logger.warn(`A damaged list that is kept could not be changed: ${describeError(error)}`)
  }
}
