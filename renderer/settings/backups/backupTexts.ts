import type { BackupFailure } from '../../../shared/backups.ts'
import type { BackupKind } from '../../../shared/contract/backups.ts'

/** What a backup is, in words. */
export const kindNames: Record<BackupKind, string> = {
  daily: 'Daily backup',
  manual: 'Backup you made',
  'before-update': 'Before an update of Confab',
  'before-restore': 'Before a backup was restored',
}

/** Why a daily backup failed, and what to do. */
export const failureTexts: Record<BackupFailure['code'], string> = {
  DISK_FULL: 'The disk is full or refuses to be written: make room on it.',
  DATABASE_DAMAGED: 'The file of this profile is damaged: restore a backup.',
  INTERNAL:
    'The folder of the backups could not be read or written, or Confab failed: the log has the details.',
}
