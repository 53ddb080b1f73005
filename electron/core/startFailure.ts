import { CallError } from './callError.ts'
import { DataFolderInUseError } from './instanceLock.ts'

const elsewhere = 'or choose another folder with --data'

/** What the operating system or SQLite refused, by the beginning of its code, and what to do about it. */
const refusals: Readonly<Record<string, string>> = {
  EACCES: `it may not read or write in its data folder. Give yourself the right to, ${elsewhere}.`,
  EPERM: `it may not read or write in its data folder. Give yourself the right to, ${elsewhere}.`,
  EROFS: `its data folder is on a disk that cannot be written to. Make it writable, ${elsewhere}.`,
  ENOSPC: `the disk is full. Make room on it, ${elsewhere}.`,
  ENOTDIR: `its data folder is a file. Move that away, ${elsewhere}.`,
  EEXIST: `its data folder is a file. Move that away, ${elsewhere}.`,
  SQLITE_CANTOPEN: `it may not open the list of profiles (profiles.db) in its data folder. Give yourself the right to, ${elsewhere}.`,
  SQLITE_READONLY: `it may not write the list of profiles (profiles.db) in its data folder. Give yourself the right to, ${elsewhere}.`,
  SQLITE_BUSY:
    'another program holds the list of profiles (profiles.db) open. Close that program, then start again.',
}

function reasonOf(error: unknown): string {
  if (error instanceof CallError && error.code === 'DATABASE_NEWER') {
    return 'a newer Confab has written the list of profiles in this data folder. Install that version or a later one. Nothing was changed.'
  }
  if (error instanceof CallError && error.code === 'DISK_FULL') return refusals['ENOSPC'] ?? ''
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known = Object.keys(refusals).find((start) => code.startsWith(start))
  if (known !== undefined) return refusals[known] ?? ''
  return error instanceof Error ? error.message : String(error)
}

/** Why Confab did not start, in a sentence made to be shown, with what to do. */
export function startFailure(error: unknown): string {
  if (error instanceof DataFolderInUseError) return error.message
  return `Confab could not start: ${reasonOf(error)}`
}
