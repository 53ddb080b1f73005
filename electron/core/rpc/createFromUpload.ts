import { mkdirSync, renameSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { UploadId } from '../../../shared/contract/backups.ts'
import { isKeyOf, type FileHeader } from '../backups/backupFileFormat.ts'
import { CallError } from '../callError.ts'
import type { SecretWrap } from '../database/profileList/keyWraps.ts'
import { profileDatabaseFile } from '../profiles/createProfileService.ts'
import type { UnlockedKey } from '../profiles/profileService.ts'
import type { CallContext } from './context.ts'
import { withoutKeyOnFailure } from './restoreBackup.ts'

interface NewFromUpload {
  readonly uploadId: UploadId
  readonly password: string
  /** Null takes the name in the file. */
  readonly userName: string | null
}

type Created = UnlockedKey & { readonly recoveryCode: string }

function wrapIn({ password }: FileHeader): SecretWrap {
  const { salt, wrapped, ...cost } = password
  return { ...cost, salt: Buffer.from(salt, 'base64'), wrapped: Buffer.from(wrapped, 'base64') }
}

async function keyIn(context: CallContext, header: FileHeader, password: string): Promise<Buffer> {
  const dataKey = await context.profiles.unwrap(header.profileId, wrapIn(header), password)
  if (isKeyOf(header, dataKey)) return dataKey
  dataKey.fill(0)
  throw new CallError('BACKUP_DAMAGED')
}

/**
 * Makes a profile of a backup that was taken in: with a new id, the key it was encrypted with, wrapped anew under the
 * same password, and a new recovery code. The profile is made once the backup has been read to its end.
 * @throws CallError as `profiles.createFromBackup` of the contract
 */
export async function createFromUpload(context: CallContext, input: NewFromUpload): Promise<Created> {
  const { host, profiles, uploads, window } = context
  const { password, uploadId, userName } = input
  const created = await uploads.use(window.id, uploadId, async (header, databaseIn) => {
    const dataKey = await keyIn(context, header, password)
    const prepared = path.join(uploads.folder, `${uploadId}.prepared`)
    return withoutKeyOnFailure(dataKey, async () => {
      await context.restorer.prepare(databaseIn, prepared, dataKey)
      try {
        const made = await profiles.create(
          { userName: userName ?? header.userName, email: null },
          password,
          dataKey,
        )
        const file = profileDatabaseFile(host.dataFolder, made.profile.id)
        mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
        renameSync(prepared, file)
        return made
      } finally {
        await rm(prepared, { force: true })
      }
    })
  })
  await uploads.cancel(window.id, uploadId)
  return created
}
