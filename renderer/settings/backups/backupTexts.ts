import type { BackupKind } from '../../../shared/contract/backups.ts'

/** What a backup is, in words. */
export const kindNames: Record<BackupKind, string> = {
  daily: 'Daily backup',
  manual: 'Backup you made',
  'before-update': 'Before an update of Confab',
  'before-restore': 'Before a backup was restored',
}
