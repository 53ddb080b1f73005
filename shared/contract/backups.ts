import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { backupFailure, backupId } from '../backups.ts'
import { bounds } from '../bounds.ts'
import { callErrors } from '../errors.ts'
import { empty, open, signedIn, time } from './base.ts'

const {
  BACKUP_NOT_FOUND,
  BACKUP_DAMAGED,
  BACKUP_NEWER,
  BACKUP_OF_ANOTHER,
  DATABASE_DAMAGED,
  NOT_A_BACKUP,
  UPLOAD_NOT_FOUND,
  UPLOADS_FULL,
} = callErrors

/** Bytes. */
const size = z.number().int().nonnegative()
/** Bytes in base64. */
const data = z.base64().max(bounds.backupPiece.max)

export const backupKind = z.enum([
  /** Made by Confab, one a day. Goes after seven days. */
  'daily',
  /** Asked for. Kept until it is deleted. */
  'manual',
  /** Made before a newer Confab changed how the profile is kept. Goes after 30 days. */
  'before-update',
  /** What was there before a backup took its place. Goes after 30 days. */
  'before-restore',
])
export type BackupKind = z.infer<typeof backupKind>

export const backup = z.strictObject({ id: backupId, kind: backupKind, createdAt: time, bytes: size })
export type Backup = z.infer<typeof backup>

/** What a backup in a file of its own tells of itself. */
export const uploadId = z.uuid().brand<'UploadId'>()
export type UploadId = z.infer<typeof uploadId>

export const backupPart = z.discriminatedUnion('type', [
  /** The first part: what the file is to be called, and how many bytes follow. */
  z.strictObject({ type: z.literal('file'), name: z.string(), bytes: size }),
  z.strictObject({ type: z.literal('piece'), data }),
])

export type BackupPart = z.infer<typeof backupPart>

const restoreErrors = { BACKUP_DAMAGED, BACKUP_NEWER }

export const backupsContract = {
  /** The backups of the profile, newest first. */
  list: signedIn.input(empty).output(
    z.strictObject({
      backups: z.array(backup),
      /** One is being made right now. */
      busy: z.boolean(),
      /** The profile's own file was found to be damaged: no backup is given up for a new one. */
      damaged: z.boolean(),
      /** The last daily backup, where it failed and none was made since. */
      failure: backupFailure.nullable(),
      /** How many of them are under a former data key; 0 where the damaged file cannot tell. */
      former: z.number().int().nonnegative(),
      /** Where they are. */
      folder: z.string(),
    }),
  ),
  /** Makes one now. */
  create: signedIn.errors({ DATABASE_DAMAGED }).input(empty).output(z.strictObject({ backup })),
  delete: signedIn.errors({ BACKUP_NOT_FOUND }).input(z.strictObject({ backupId })).output(empty),
  deleteAll: signedIn.input(empty).output(empty),
  /** Deletes those that are under a former data key, once there is one under that of today. */
  deleteFormer: signedIn.errors({ DATABASE_DAMAGED }).input(empty).output(empty),
  /**
   * Puts a backup in the place of the profile's database, once it has been read to its end. What was there becomes a
   * backup itself. All windows of the profile are signed out.
   */
  restore: signedIn
    .errors({ BACKUP_NOT_FOUND, ...restoreErrors })
    .input(z.strictObject({ backupId }))
    .output(empty),
  /** A fresh backup as a file that can be opened elsewhere with the password it was made under. */
  download: signedIn.errors({ DATABASE_DAMAGED }).input(empty).output(eventIterator(backupPart)),

  /** Begins to take in a file of `bytes` bytes, in place of another that this window had begun with. */
  startUpload: open
    .errors({ UPLOADS_FULL })
    .input(z.strictObject({ bytes: size.max(bounds.backupFile.max) }))
    .output(z.strictObject({ uploadId })),
  /** The next bytes of it, which begin at `offset`. */
  addPiece: open
    .errors({ UPLOAD_NOT_FOUND, NOT_A_BACKUP })
    .input(z.strictObject({ uploadId, offset: size, data }))
    .output(empty),
  cancelUpload: open.input(z.strictObject({ uploadId })).output(empty),
  /** As `restore`, from a file that was taken in whole. It must be a backup of this profile. */
  restoreUpload: signedIn
    .errors({ UPLOAD_NOT_FOUND, NOT_A_BACKUP, BACKUP_OF_ANOTHER, ...restoreErrors })
    .input(z.strictObject({ uploadId }))
    .output(empty),
}
