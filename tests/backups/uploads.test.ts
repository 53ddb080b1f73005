/** Files on their way in: how many there are, how long they are kept, and what they may take of the disk. */
import { readdirSync, statfsSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Uploads } from '../../electron/core/backups/uploads.ts'
import { encodeHeader, type FileHeader } from '../../electron/core/backups/backupFileFormat.ts'
import { CallError } from '../../electron/core/callError.ts'
import { profileId } from '../../shared/contract/base.ts'
import { mountSmallDisk } from '../support/smallDisk.ts'
import { clock, temporaryFolder } from '../profiles/temporaryProfiles.ts'

const stranger = (name: string | number) => ({ windowId: `window ${name}`, isSignedIn: false })
const signedIn = (name: string | number) => ({ windowId: `window ${name}`, isSignedIn: true })
const full = { code: 'UPLOADS_FULL' }

const wrap = {
  memory: 64,
  passes: 1,
  parallelism: 1,
  salt: Buffer.alloc(16).toString('base64'),
  wrapped: Buffer.alloc(60).toString('base64'),
}

function fileWith(changes: Partial<FileHeader> = {}): Buffer {
  return encodeHeader({
    version: 1,
    profileId: profileId.parse(randomUUID()),
    userName: 'Ada',
    createdAt: 1,
    password: wrap,
    recovery: null,
    keyCheck: Buffer.alloc(32).toString('base64'),
    ...changes,
  })
}

function emptyUploads(dataFolder = temporaryFolder()) {
  const time = clock()
  const uploads = new Uploads(dataFolder, time.now)
  onTestFinished(() => uploads.close())
  return { uploads, time, files: () => readdirSync(uploads.folder) }
}

/** Sends a whole file. */
async function sent(uploads: Uploads, owner: ReturnType<typeof stranger>, bytes: Buffer) {
  const id = await uploads.start(owner, bytes.length)
  await uploads.add(owner.windowId, id, 0, bytes)
  return id
}

describe('the slots for files', () => {
  it('are four for windows that nobody is signed in to, and four for all others', async () => {
    const { uploads, files } = emptyUploads()
    for (const name of [1, 2, 3, 4]) await uploads.start(stranger(name), 100)
    await expect(uploads.start(stranger(5), 100)).rejects.toMatchObject(full)
    for (const name of [6, 7, 8, 9]) await uploads.start(signedIn(name), 100)
    await expect(uploads.start(signedIn(10), 100)).rejects.toMatchObject(full)
    expect(files()).toHaveLength(8)
  })

  it('hold one file of each window, also when a window begins with many at once', async () => {
    const { uploads, files } = emptyUploads()
    const begun = Array.from({ length: 12 }, () => uploads.start(stranger('one'), 100))
    await Promise.all(begun)
    expect(files()).toHaveLength(1)
    const others = Array.from({ length: 12 }, (_, name) => uploads.start(stranger(name), 100))
    const codes = (await Promise.allSettled(others)).map(({ status }) => status)
    expect(codes.filter((status) => status === 'fulfilled')).toHaveLength(3)
    expect(files()).toHaveLength(4)
  })

  it('are freed when the window goes', async () => {
    const { uploads, files } = emptyUploads()
    for (const name of [1, 2, 3, 4]) await uploads.start(stranger(name), 100)
    await uploads.cancelOf('window 2')
    await uploads.start(stranger(5), 100)
    expect(files()).toHaveLength(4)
  })

  it('are freed when a file is no backup, from its first bytes on', async () => {
    const { uploads, files } = emptyUploads()
    const id = await uploads.start(stranger(1), 2 ** 20)
    const bytes = Buffer.from('SQLite format 3\0, and more of it')
    await expect(uploads.add('window 1', id, 0, bytes)).rejects.toMatchObject({ code: 'NOT_A_BACKUP' })
    expect(files()).toEqual([])
  })

  it.each([
    ['WRONG_PASSWORD', 1],
    ['WRONG_RECOVERY_CODE', 1],
    ['USER_NAME_TAKEN', 1],
    ['BUSY', 1],
    ['BACKUP_DAMAGED', 0],
    ['DISK_FULL', 0],
    ['DATABASE_DAMAGED', 0],
  ] as const)('after %s hold %i files: what another try may do better is kept', async (code, left) => {
    const { uploads, files } = emptyUploads()
    const id = await sent(uploads, stranger(1), fileWith())
    const failing = uploads.use('window 1', id, () => {
      throw code === 'DATABASE_DAMAGED' ? new CallError(code, { file: '' }) : new CallError(code)
    })
    await expect(failing).rejects.toMatchObject({ code })
    expect(files()).toHaveLength(left)
  })

  it('are freed of a file that has not grown for half a minute when they are needed, the oldest first', async () => {
    const { uploads, files, time } = emptyUploads()
    const ids = []
    for (const name of [1, 2, 3, 4]) {
      ids.push(await uploads.start(stranger(name), 1_000))
      time.pass(1_000)
    }
    const [first] = ids
    if (!first) throw new Error('nothing was begun')
    await uploads.add('window 1', first, 0, Buffer.from('CONFAB-BACKUP\n'))
    await expect(uploads.start(stranger(5), 100)).rejects.toMatchObject(full)
    time.pass(29_000)
    await uploads.start(stranger(5), 100)
    expect(files()).not.toContain(ids[1])
    expect(files()).toContain(first)
    expect(files()).toHaveLength(4)
  })
})

describe('a file that was sent', () => {
  it('is used by one call at a time', async () => {
    const { uploads } = emptyUploads()
    const id = await sent(uploads, stranger(1), fileWith())
    const held = Promise.withResolvers<string>()
    const using = uploads.use('window 1', id, () => held.promise)
    await expect(uploads.use('window 1', id, async () => 'again')).rejects.toMatchObject({ code: 'BUSY' })
    held.resolve('done')
    expect(await using).toBe('done')
    expect(await uploads.use('window 1', id, async () => 'again')).toBe('again')
  })

  it.each([
    ['a gibibyte', { memory: 1024 * 1024 }],
    ['sixteen passes', { passes: 16 }],
    ['more work than two of ours', { memory: 256 * 1024, passes: 4 }],
    ['less than 8 KiB for each lane', { memory: 64, parallelism: 9 }],
    ['no memory at all', { memory: 0 }],
    ['less than no pass', { passes: -1 }],
    ['no number', { memory: null as unknown as number }],
  ])('is no backup when its key is to cost %s', async (_what, cost) => {
    const { uploads, files } = emptyUploads()
    const id = await sent(uploads, stranger(1), fileWith({ password: { ...wrap, ...cost } }))
    const using = uploads.use('window 1', id, async () => 'used')
    await expect(using).rejects.toMatchObject({ code: 'NOT_A_BACKUP' })
    expect(files()).toEqual([])
  })

  it.each([
    ['as ours', { memory: 128 * 1024, passes: 3 }],
    ['twice as much', { memory: 256 * 1024, passes: 3 }],
    ['little, with as many lanes as it can have', { memory: 64, parallelism: 8 }],
  ])('is one when its key costs %s', async (_what, cost) => {
    const { uploads } = emptyUploads()
    const id = await sent(uploads, stranger(1), fileWith({ recovery: { ...wrap, ...cost } }))
    expect(await uploads.use('window 1', id, async () => 'used')).toBe('used')
  })
})

it('what files may take of a disk leaves room for what was promised to others, and a reserve', async ({
  skip,
}) => {
  const disk = path.join(temporaryFolder(), 'disk')
  if (!mountSmallDisk(disk, 100 * 2 ** 20)) return skip('disks cannot be mounted here')
  const { uploads } = emptyUploads(disk)
  const { bavail, bsize } = statfsSync(disk)
  const usable = bavail * bsize - 10 * 2 ** 20
  await expect(uploads.start(stranger(1), usable)).rejects.toMatchObject({ code: 'DISK_FULL' })
  // Each needs its size twice.
  await uploads.start(stranger(1), Math.floor(usable / 5))
  await uploads.start(stranger(2), Math.floor(usable / 5))
  await expect(uploads.start(stranger(3), Math.floor(usable / 5))).rejects.toMatchObject({
    code: 'DISK_FULL',
  })
  // In place of its own, it is not counted twice.
  await uploads.start(stranger(2), Math.floor(usable / 5))
})
