import { CallError } from './callError.ts'
import { DanglingLinkError } from './dataFolder.ts'
import { DataFolderInUseError } from './instanceLock.ts'

/** The longest piece of text from outside in a sentence, in characters. */
const mostShown = 300

const elsewhere = 'or choose another folder with --data'

/** What the operating system or SQLite refused, by the beginning of its code, and what to do about it. */
const refusals: Readonly<Record<string, string>> = {
  EACCES: `it may not read or write in its data folder. Give yourself the right to, ${elsewhere}.`,
  EPERM: `it may not read or write in its data folder. Give yourself the right to, ${elsewhere}.`,
  EROFS: `its data folder is on a disk that cannot be written to. Make it writable, ${elsewhere}.`,
  ENOSPC: `the disk is full. Make room on it, ${elsewhere}.`,
  EDQUOT: `the disk is full. Make room on it, ${elsewhere}.`,
  SQLITE_FULL: `the disk is full. Make room on it, ${elsewhere}.`,
  ENOTDIR: `its data folder is a file, or inside one. Move that away, ${elsewhere}.`,
  EEXIST: `its data folder is a file, or inside one. Move that away, ${elsewhere}.`,
  EISDIR: `one of the files in its data folder is a folder. Move that away, ${elsewhere}.`,
  ENOENT: `its data folder can't be made there. Choose another folder with --data.`,
  ENOTSUP: `its data folder can't be made there. Choose another folder with --data.`,
  ENOSYS: `its data folder can't be made there. Choose another folder with --data.`,
  ENAMETOOLONG: `the name of its data folder is too long. Choose a shorter one with --data.`,
  ELOOP: `its data folder is a link that leads back to itself. Remove the link, ${elsewhere}.`,
  EIO: `the disk of its data folder can't be read or written. Check the disk, ${elsewhere}.`,
  SQLITE_IOERR: `the disk of its data folder can't be read or written. Check the disk, ${elsewhere}.`,
  EMFILE: `this machine has too many files open. Close other programs, then start again.`,
  ENFILE: `this machine has too many files open. Close other programs, then start again.`,
  SQLITE_CANTOPEN: `it may not open its files in its data folder. Give yourself the right to, ${elsewhere}.`,
  SQLITE_READONLY: `it may not write in its data folder. Give yourself the right to, ${elsewhere}.`,
  SQLITE_BUSY: 'another program holds a file of its data folder open. Close that program, then start again.',
}

/** A path as far as a sentence has room for it. */
function shown(text: string): string {
  return text.length <= mostShown ? text : `${text.slice(0, mostShown)}…`
}

function reasonOf(error: unknown): string {
  if (error instanceof CallError && error.code === 'DATABASE_NEWER') {
    return 'a newer Confab has written the list of profiles in this data folder. Install that version or a later one. Nothing was changed.'
  }
  if (error instanceof CallError && error.code === 'DISK_FULL') return refusals['ENOSPC'] ?? ''
  if (error instanceof DanglingLinkError) {
    return `its data folder is a link that leads nowhere: ${shown(error.link)}. Remove the link, ${elsewhere}.`
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known = Object.keys(refusals).find((start) => code.startsWith(start))
  if (known !== undefined) return refusals[known] ?? ''
  const message = shown(error instanceof Error ? error.message : String(error))
  return /[.!?]$/u.test(message) ? message : `${message}.`
}

/** Why Confab did not start, in a sentence made to be shown, with what to do. */
export function startFailure(error: unknown): string {
  if (error instanceof DataFolderInUseError) return error.message
  return `Confab could not start: ${reasonOf(error)}`
}
