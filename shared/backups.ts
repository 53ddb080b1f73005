import { z } from 'zod'

/**
 * The name of a backup's file without its ending: what it is and when it was made (UTC, to the millisecond), such as
 * `daily-20260131T070500123Z` or `before-3-20260131T070500123Z`. Never a path.
 */
export const backupId = z
  .string()
  .max(64)
  .regex(/^(?:daily|manual|before-restore|before-\d{1,6})-\d{8}T\d{9}Z$/)
  .brand<'BackupId'>()
export type BackupId = z.infer<typeof backupId>

/** A backup that was read to its end and found good. */
export const goodBackup = z.object({ id: backupId, createdAt: z.number(), bytes: z.number() })
export type GoodBackup = z.infer<typeof goodBackup>

/** A daily backup that failed, and why; `INTERNAL` is for what the log alone can tell. */
export const backupFailure = z.strictObject({
  code: z.enum(['DISK_FULL', 'DATABASE_DAMAGED', 'INTERNAL']),
  /** Epoch milliseconds. */
  at: z.number(),
})
export type BackupFailure = z.infer<typeof backupFailure>
