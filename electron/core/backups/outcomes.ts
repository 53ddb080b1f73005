import { CallError } from '../callError.ts'
import type { BackupResult } from './job.ts'

/** What a job that did not come to a good end means to whoever asked; `damaged` is thrown for what was read. */
export function checked(result: BackupResult, damaged: () => CallError): number {
  switch (result.outcome) {
    case 'done':
      return result.bytes
    case 'damaged':
      throw damaged()
    case 'newer':
      throw new CallError('DATABASE_NEWER', { found: result.found, supported: result.supported })
    case 'disk-full':
      throw new CallError('DISK_FULL')
    case 'failed':
      throw new Error(`a process for backups failed: ${result.description}`)
  }
}

/** As `checked`, where a backup was read: what is wrong is said of it, not of the profile. */
export function checkedBackup(result: BackupResult): number {
  if (result.outcome === 'newer') {
    throw new CallError('BACKUP_NEWER', { found: result.found, supported: result.supported })
  }
  return checked(result, () => new CallError('BACKUP_DAMAGED'))
}
