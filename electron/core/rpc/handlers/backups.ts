import { open, rm } from 'node:fs/promises'
import path from 'node:path'
import type { BackupId } from '../../../../shared/backups.ts'
import type { Backup, BackupPart } from '../../../../shared/contract/backups.ts'
import type { SecretWrap } from '../../database/profileList/keyWraps.ts'
import { backupFileName, encodeHeader, isKeyOf, keyCheckOf } from '../../backups/backupFileFormat.ts'
import { CallError } from '../../callError.ts'
import { profileDatabaseFile } from '../../profiles/profilePaths.ts'
import type { OpenProfile } from '../../sessions/openProfile.ts'
import { procedures, profileOf, type CallContext } from '../context.ts'
import { existingBackup, restoreFrom, type RestoringKey } from '../restoreBackup.ts'

/** Bytes of a piece: 512 KiB in base64, and a multiple of three, so that all but the last have no padding. */
const pieceBytes = 384 * 1024

function inText({ salt, wrapped, ...cost }: SecretWrap) {
  return { ...cost, salt: salt.toString('base64'), wrapped: wrapped.toString('base64') }
}

/** What stands before the database in a file of its own. */
async function headerOf(context: CallContext, { dataKey, id }: OpenProfile): Promise<Buffer> {
  const { userName } = await context.profiles.get(id)
  const { password, recovery } = await context.profiles.wraps(id)
  if (!password) throw new Error('a profile has no password')
  return encodeHeader({
    version: 1,
    profileId: id,
    userName,
    createdAt: context.now(),
    password: inText(password),
    recovery: recovery && inText(recovery),
    keyCheck: keyCheckOf(dataKey),
  })
}

function piece(bytes: Buffer): BackupPart {
  return { type: 'piece', data: bytes.toString('base64') }
}

/** The bytes of a file in pieces, each read when the one before is on its way. */
async function* piecesOf(file: string): AsyncGenerator<BackupPart> {
  const handle = await open(file, 'r')
  try {
    const buffer = Buffer.alloc(pieceBytes)
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length)
      if (bytesRead === 0) return
      yield piece(buffer.subarray(0, bytesRead))
    }
  } finally {
    await handle.close()
  }
}

async function* download(context: CallContext): AsyncGenerator<BackupPart> {
  const profile = profileOf(context)
  const header = await headerOf(context, profile)
  const { userName } = await context.profiles.get(profile.id)
  const { bytes, file } = await profile.backups.createLoose()
  try {
    const name = backupFileName(userName, context.now())
    yield { type: 'file', name, bytes: header.length + bytes }
    yield piece(header)
    yield* piecesOf(file)
  } finally {
    await rm(file, { force: true })
  }
}

/** The key of the window's profile, for as long as the window is signed in to it. */
function keyOf(context: CallContext): RestoringKey {
  const profile = profileOf(context)
  return {
    id: profile.id,
    dataKey: profile.dataKey,
    refuseStale() {
      if (context.window.profile !== profile) throw new CallError('SIGNED_OUT')
    },
  }
}

async function underFormerKeys({ database }: OpenProfile): Promise<readonly BackupId[]> {
  return (await database.formerKeys()).flatMap(({ backups }) => backups)
}

/** How many of these backups are under a former key. Whoever looks for a backup because of damage is shown them all. */
async function formerAmong(profile: OpenProfile, backups: readonly Backup[]): Promise<number> {
  try {
    const former = await underFormerKeys(profile)
    return backups.filter(({ id }) => former.includes(id)).length
  } catch (error) {
    if (!(error instanceof CallError) || error.code !== 'DATABASE_DAMAGED') throw error
    profile.backups.noteFailure(error)
    return 0
  }
}

export const backupsHandlers = {
  list: procedures.backups.list.handler(async ({ context }) => {
    const profile = profileOf(context)
    const backups = await profile.backups.list()
    const former = await formerAmong(profile, backups)
    const { busy, damaged, failure, folder } = profile.backups
    return { backups: [...backups], busy, damaged, failure, former, folder }
  }),

  create: procedures.backups.create.handler(async ({ context }) => ({
    backup: await profileOf(context).backups.create(),
  })),

  delete: procedures.backups.delete.handler(async ({ context, input }) => {
    await profileOf(context).backups.remove(input.backupId)
    return {}
  }),

  deleteAll: procedures.backups.deleteAll.handler(async ({ context }) => {
    await profileOf(context).backups.removeAll()
    return {}
  }),

  deleteFormer: procedures.backups.deleteFormer.handler(async ({ context }) => {
    const profile = profileOf(context)
    await profile.backups.removeBut(await underFormerKeys(profile))
    return {}
  }),

  restore: procedures.backups.restore.handler(async ({ context, input }) => {
    const key = keyOf(context)
    const file = profileDatabaseFile(context.host.dataFolder, key.id)
    await restoreFrom(context, key, existingBackup(file, input.backupId))
    return {}
  }),

  download: procedures.backups.download.handler(({ context }) => download(context)),

  startUpload: procedures.backups.startUpload.handler(async ({ context, input }) => {
    const { id: windowId, profile } = context.window
    return { uploadId: await context.uploads.start({ windowId, isSignedIn: profile !== null }, input.bytes) }
  }),

  addPiece: procedures.backups.addPiece.handler(async ({ context, input }) => {
    const { data, offset, uploadId } = input
    await context.uploads.add(context.window.id, uploadId, offset, Buffer.from(data, 'base64'))
    return {}
  }),

  cancelUpload: procedures.backups.cancelUpload.handler(async ({ context, input }) => {
    await context.uploads.cancel(context.window.id, input.uploadId)
    return {}
  }),

  restoreUpload: procedures.backups.restoreUpload.handler(async ({ context, input }) => {
    const { database } = profileOf(context)
    const key = keyOf(context)
    const { uploads, window } = context
    const source = path.join(uploads.folder, `${input.uploadId}.db`)
    try {
      await uploads.use(window.id, input.uploadId, async (header, databaseIn) => {
        const known = [key.dataKey, ...(await database.formerKeys()).map((former) => Buffer.from(former.key))]
        if (!known.some((each) => isKeyOf(header, each))) throw new CallError('BACKUP_OF_ANOTHER')
        await databaseIn(source)
        await restoreFrom(context, key, source)
      })
    } finally {
      await rm(source, { force: true })
      await uploads.cancel(window.id, input.uploadId)
    }
    return {}
  }),
}
