import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync, rmSync, statfsSync } from 'node:fs'
import { open, rm, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { uploadId, type UploadId } from '../../../shared/contract/backups.ts'
import { CallError } from '../callError.ts'
import { isOutOfRoom } from '../database/storageError.ts'
import { readHeader, type FileHeader } from './backupFileFormat.ts'

interface Upload {
  readonly id: UploadId
  readonly owner: string
  readonly file: string
  readonly handle: FileHandle
  readonly bytes: number
  received: number
  /** Epoch milliseconds. */
  touchedAt: number
}

/** Uploads at a time, of all windows together. */
const most = 4
/** One that has not grown for so long is given up. In milliseconds. */
const forgottenAfter = 10 * 60_000

/**
 * Files on their way from a window, encrypted as they are, in a folder of their own. A window has at most one, which
 * nobody else can name. What a former process left is removed at the start.
 */
export class Uploads {
  /** Where they are, and what is made of them on its way. */
  readonly folder: string
  readonly #now: () => number
  readonly #uploads = new Map<UploadId, Upload>()

  constructor(dataFolder: string, now: () => number) {
    this.folder = path.join(dataFolder, 'uploads')
    this.#now = now
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** @throws CallError `DISK_FULL` when there is not room for it twice: once here and once in its place */
  async start(owner: string, bytes: number): Promise<UploadId> {
    await this.#forget(({ owner: other, touchedAt }) => {
      return other === owner || this.#now() - touchedAt > forgottenAfter
    })
    mkdirSync(this.folder, { recursive: true, mode: 0o700 })
    const { bavail, bsize } = statfsSync(this.folder)
    if (this.#uploads.size >= most || bavail * bsize < bytes * 2) throw new CallError('DISK_FULL')
    const id = uploadId.parse(randomUUID())
    const file = path.join(this.folder, id)
    const handle = await open(file, 'wx', 0o600)
    this.#uploads.set(id, { id, owner, file, handle, bytes, received: 0, touchedAt: this.#now() })
    return id
  }

  /** @throws CallError `UPLOAD_NOT_FOUND`, `DISK_FULL` */
  async add(owner: string, id: UploadId, offset: number, data: Buffer): Promise<void> {
    const upload = this.#find(owner, id)
    if (offset !== upload.received || offset + data.length > upload.bytes)
      throw new CallError('UPLOAD_NOT_FOUND')
    upload.received += data.length
    upload.touchedAt = this.#now()
    try {
      await upload.handle.write(data, 0, data.length, offset)
    } catch (error) {
      await this.cancel(owner, id)
      throw isOutOfRoom(error) ? new CallError('DISK_FULL') : error
    }
  }

  async cancel(owner: string, id: UploadId): Promise<void> {
    await this.#forget((upload) => upload.id === id && upload.owner === owner)
  }

  /**
   * Gives the database in a whole upload to `work`, and removes it afterwards.
   * @throws CallError `UPLOAD_NOT_FOUND`, `NOT_A_BACKUP`, `DISK_FULL`, and what `work` throws
   */
  async use<Result>(
    owner: string,
    id: UploadId,
    work: (header: FileHeader, databaseIn: (target: string) => Promise<void>) => Promise<Result>,
  ): Promise<Result> {
    const upload = this.#find(owner, id)
    if (upload.received !== upload.bytes) throw new CallError('UPLOAD_NOT_FOUND')
    const { header, databaseAt } = await readHeader(upload.file)
    return work(header, async (target) => {
      try {
        await pipeline(
          createReadStream(upload.file, { start: databaseAt }),
          createWriteStream(target, { mode: 0o600 }),
        )
      } catch (error) {
        await rm(target, { force: true })
        throw isOutOfRoom(error) ? new CallError('DISK_FULL') : error
      }
    })
  }

  async close(): Promise<void> {
    await this.#forget(() => true)
    await rm(this.folder, { recursive: true, force: true })
  }

  #find(owner: string, id: UploadId): Upload {
    const upload = this.#uploads.get(id)
    if (!upload || upload.owner !== owner) throw new CallError('UPLOAD_NOT_FOUND')
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
