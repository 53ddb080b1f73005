import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync, rmSync, statfsSync } from 'node:fs'
import { open, rm, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { uploadId, type UploadId } from '../../../shared/contract/backups.ts'
import { keptUploadCodes } from '../../../shared/keptUploads.ts'
import { createLaneQueue } from '../async/laneQueue.ts'
import { CallError } from '../callError.ts'
import { isOutOfRoom } from '../database/storageError.ts'
import { readHeader, startsLikeBackup, type FileHeader } from './backupFileFormat.ts'

/** The window that sends a file. */
export interface UploadOwner {
  readonly windowId: string
  /** Files of windows that somebody is signed in to have slots of their own: nobody else can fill those. */
  readonly isSignedIn: boolean
}

interface Upload {
  readonly id: UploadId
  readonly owner: UploadOwner
  readonly file: string
  readonly handle: FileHandle
  readonly bytes: number
  received: number
  /** Epoch milliseconds. */
  touchedAt: number
  /** Something is being made of it. */
  isUsed: boolean
}

/** Uploads at a time, of all windows that somebody is signed in to, and of all others. */
const most = 4
/** One that has not grown for so long is given up. In milliseconds. */
const forgottenAfter = 10 * 60_000
/** One that has not grown for so long is given up when another window needs its slot. In milliseconds. */
const yieldsAfter = 30_000
/** So much of a disk stays free for what is written in profiles: bytes, or a tenth of a small disk. */
const mostReserve = 2 ** 30
/** Calls that may wait for their turn to begin one. */
const mostStarting = 64

/**
 * Files on their way from a window, encrypted as they are, in a folder of their own. A window has at most one, which
 * nobody else can name. What a former process left is removed at the start.
 */
export class Uploads {
  /** Where they are, and what is made of them on its way. */
  readonly folder: string
  readonly #now: () => number
  readonly #uploads = new Map<UploadId, Upload>()
  /** One begins at a time, so that none takes a slot or the room that another is about to take. */
  readonly #inTurn = createLaneQueue(1, { start: { atOnce: 1, waiting: mostStarting } })

  constructor(dataFolder: string, now: () => number) {
    this.folder = path.join(dataFolder, 'uploads')
    this.#now = now
    rmSync(this.folder, { recursive: true, force: true })
  }

  /**
   * @throws CallError `UPLOADS_FULL`, `BUSY`, `DISK_FULL` when there is not room for it twice: once here and once in its
   * place, besides what others have begun with
   */
  start(owner: UploadOwner, bytes: number): Promise<UploadId> {
    return this.#inTurn('start', () => this.#start(owner, bytes))
  }

  /** @throws CallError `UPLOAD_NOT_FOUND`, `NOT_A_BACKUP`, `DISK_FULL` */
  async add(windowId: string, id: UploadId, offset: number, data: Buffer): Promise<void> {
    const upload = this.#find(windowId, id)
    if (offset !== upload.received || offset + data.length > upload.bytes)
      throw new CallError('UPLOAD_NOT_FOUND')
    upload.received += data.length
    upload.touchedAt = this.#now()
    try {
      if (offset === 0 && !startsLikeBackup(data)) throw new CallError('NOT_A_BACKUP')
      await upload.handle.write(data, 0, data.length, offset)
    } catch (error) {
      await this.cancel(windowId, id)
      throw isOutOfRoom(error) ? new CallError('DISK_FULL') : error
    }
  }

  async cancel(windowId: string, id: UploadId): Promise<void> {
    await this.#forget((upload) => upload.id === id && upload.owner.windowId === windowId)
  }

  /** The window is gone, and with it what it has sent. */
  async cancelOf(windowId: string): Promise<void> {
    await this.#forget(({ owner }) => owner.windowId === windowId)
  }

  /**
   * Gives the database in a whole upload to `work`. Where that fails for what another try may do better
   * (`keptUploadCodes`) the upload stays, else it is removed.
   * @throws CallError `UPLOAD_NOT_FOUND`, `NOT_A_BACKUP`, `BUSY`, `DISK_FULL`, and what `work` throws
   */
  async use<Result>(
    windowId: string,
    id: UploadId,
    work: (header: FileHeader, databaseIn: (target: string) => Promise<void>) => Promise<Result>,
  ): Promise<Result> {
    const upload = this.#find(windowId, id)
    if (upload.received !== upload.bytes) throw new CallError('UPLOAD_NOT_FOUND')
    if (upload.isUsed) throw new CallError('BUSY')
    upload.isUsed = true
    try {
      const { header, databaseAt } = await readHeader(upload.file)
      return await work(header, (target) => this.#copy(upload, databaseAt, target))
    } catch (error) {
      const isKept = error instanceof CallError && keptUploadCodes.has(error.code)
      if (!isKept) await this.cancel(windowId, id)
      throw error
    } finally {
      upload.isUsed = false
      upload.touchedAt = this.#now()
    }
  }

  async close(): Promise<void> {
    await this.#forget(() => true)
    await rm(this.folder, { recursive: true, force: true })
  }

  async #start(owner: UploadOwner, bytes: number): Promise<UploadId> {
    await this.#forget(
      ({ isUsed, owner: { windowId }, touchedAt }) =>
        windowId === owner.windowId || (!isUsed && this.#now() - touchedAt > forgottenAfter),
    )
    await this.#makeRoom(owner)
    mkdirSync(this.folder, { recursive: true, mode: 0o700 })
    if (this.#room() < bytes * 2) throw new CallError('DISK_FULL')
    const id = uploadId.parse(randomUUID())
    const file = path.join(this.folder, id)
    const handle = await open(file, 'wx', 0o600)
    const touchedAt = this.#now()
    this.#uploads.set(id, { id, owner, file, handle, bytes, received: 0, touchedAt, isUsed: false })
    return id
  }

  /** Frees a slot that its window does nothing with. @throws CallError `UPLOADS_FULL` */
  async #makeRoom({ isSignedIn }: UploadOwner): Promise<void> {
    const others = [...this.#uploads.values()].filter(({ owner }) => owner.isSignedIn === isSignedIn)
    if (others.length < most) return
    const [idle] = others
      .filter(({ isUsed, touchedAt }) => !isUsed && this.#now() - touchedAt > yieldsAfter)
      .toSorted((one, other) => one.touchedAt - other.touchedAt)
    if (!idle) throw new CallError('UPLOADS_FULL')
    await this.#forget((upload) => upload === idle)
  }

  /** Bytes that are free for another upload, besides what those that have begun may still take. */
  #room(): number {
    const { bavail, blocks, bsize } = statfsSync(this.folder)
    const promised = [...this.#uploads.values()].map(({ bytes, received }) => bytes * 2 - received)
    const reserve = Math.min(mostReserve, (blocks * bsize) / 10)
    return bavail * bsize - reserve - promised.reduce((sum, one) => sum + one, 0)
  }

  async #copy(upload: Upload, databaseAt: number, target: string): Promise<void> {
    try {
      await pipeline(
        createReadStream(upload.file, { start: databaseAt }),
        createWriteStream(target, { mode: 0o600 }),
      )
    } catch (error) {
      await rm(target, { force: true })
      throw isOutOfRoom(error) ? new CallError('DISK_FULL') : error
    }
  }

  #find(windowId: string, id: UploadId): Upload {
    const upload = this.#uploads.get(id)
    if (!upload || upload.owner.windowId !== windowId) throw new CallError('UPLOAD_NOT_FOUND')
    return upload
  }

  async #forget(which: (upload: Upload) => boolean): Promise<void> {
    for (const upload of [...this.#uploads.values()].filter(which)) {
      this.#uploads.delete(upload.id)
      await upload.handle.close()
      await rm(upload.file, { force: true })
    }
  }
}
