import { mkdirSync, renameSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { UploadId } from '../../../shared/contract/backups.ts'
import type { ProfileId } from '../../../shared/contract/base.ts'
import type { Profile } from '../../../shared/contract/profiles.ts'
import { isKeyOf, type FileHeader } from '../backups/backupFileFormat.ts'
import { CallError } from '../callError.ts'
import { flush } from '../database/copying.ts'
import type { SecretWrap } from '../database/profileList/keyWraps.ts'
import { describeError } from '../describeError.ts'
import type { Caller } from '../profiles/attempts.ts'
import { profileDatabaseFile } from '../profiles/profilePaths.ts'
import type { CallContext } from './context.ts'
import { entranceOf } from './enter.ts'
import { withoutKeyOnFailure } from './restoreBackup.ts'

/** The password of the time, which stays, or the recovery code of the time with a new password. */
type Secret = { readonly password: string } | { readonly recoveryCode: string; readonly newPassword: string }

type NewFromUpload = Secret & {
  readonly uploadId: UploadId
  /** Null takes the name in the file. */
  readonly userName: string | null
}

interface Created {
  readonly profile: Profile
  readonly recoveryCode: string
}

function wrapIn(header: FileHeader, purpose: 'password' | 'recovery'): SecretWrap | null {
  const wrap = header[purpose]
  if (!wrap) return null
  const { salt, wrapped, ...cost } = wrap
  return { ...cost, salt: Buffer.from(salt, 'base64'), wrapped: Buffer.from(wrapped, 'base64') }
}

function opened(
  { profiles }: CallContext,
  header: FileHeader,
  secret: Secret,
  caller: Caller,
): Promise<Buffer> {
  const { profileId } = header
  return 'password' in secret
    ? profiles.unwrap(profileId, 'password', wrapIn(header, 'password'), secret.password, caller)
    : profiles.unwrap(profileId, 'recovery', wrapIn(header, 'recovery'), secret.recoveryCode, caller)
}

/** @throws CallError `BUSY` also when the window is gone by now */
async function keyIn(
  context: CallContext,
  header: FileHeader,
  secret: Secret,
  caller: Caller,
): Promise<Buffer> {
  const dataKey = await opened(context, header, secret, caller)
  if (isKeyOf(header, dataKey) && !caller.signal?.aborted) return dataKey
  dataKey.fill(0)
  throw new CallError(caller.signal?.aborted ? 'BUSY' : 'BACKUP_DAMAGED')
}

function putInPlace(prepared: string, dataFolder: string, id: ProfileId): void {
  const file = profileDatabaseFile(dataFolder, id)
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  renameSync(prepared, file)
  flush(path.dirname(file))
}

/**
 * Makes a profile of a backup that was taken in, and signs the calling window in: with a new id, the key it was
 * encrypted with, wrapped anew, and a new recovery code. The backup has been read to its end and lies in its place
 * before there is a profile.
 * @throws CallError as `profiles.createFromBackup` of the contract
 */
export async function createFromUpload(
  context: CallContext,
  input: NewFromUpload,
  caller: Caller,
): Promise<Created> {
  const { host, profiles, uploads, window } = context
  const { uploadId, userName } = input
  const created = await uploads.use(window.id, uploadId, async (header, databaseIn) => {
    const dataKey = await keyIn(context, header, input, caller)
    const prepared = path.join(uploads.folder, `${uploadId}.prepared`)
    const entrance = entranceOf(context, async ({ profile }) =>
      putInPlace(prepared, host.dataFolder, profile.id),
    )
    const identity = { userName: userName ?? header.userName, email: null }
    const password = 'password' in input ? input.password : input.newPassword
    try {
      await withoutKeyOnFailure(dataKey, () => context.restorer.prepare(databaseIn, prepared, dataKey))
      return await profiles.create(identity, password, { dataKey, entrance, caller })
    } finally {
      await rm(prepared, { force: true })
    }
  })
  // The new code is told also where the upload cannot be removed: the next start does it.
  await uploads.cancel(window.id, uploadId).catch((error: unknown) => {
    host.logger.warn(`An upload could not be removed: ${describeError(error)}`)
  })
  return created
}
