import { rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { BackupFailure, BackupId } from '../../../shared/backups.ts'
import type { Backup, BackupKind } from '../../../shared/contract/backups.ts'
import type { Event } from '../../../shared/contract/events.ts'
import { CallError, type CallErrorData } from '../callError.ts'
import type { Logger } from '../host.ts'
import { backupFile, backupFolderOf, listBackups, namedBackups, removeBackup } from './backupFolder.ts'
import { nameTime, newBackupId, unfinished } from './backupNames.ts'
import type { Copier } from './copier.ts'
import type { BackupJob, BackupResult } from './job.ts'
import { newestGood } from './newestGood.ts'
import { checked } from './outcomes.ts'
import { expired, isDailyDue } from './rotation.ts'

export interface ProfileBackupsOptions {
  /** The profile's database, which is open. */
  readonly file: string
  readonly dataKey: Buffer
  readonly copier: Copier
  readonly publish: (event: Event) => void
  /** Called after a copy, during which the database could not empty its WAL. */
  readonly afterCopy: () => Promise<unknown>
  /** Called after backups were removed, with those that are left. */
  readonly afterRemoval: (left: readonly BackupId[]) => Promise<unknown>
  readonly logger: Logger
  readonly now: () => number
}

/** A profile is left alone for so long after it was opened: whoever opens it wants to read first. In milliseconds. */
const firstLookAfter = 10_000
/** How often is looked whether a backup is due. In milliseconds. */
const lookInterval = 60_000
/** How long to wait after a backup that failed, before the next is tried. In milliseconds. */
const againAfter = 3_600_000

/** Daily backups may fail for so long before the windows are told. In milliseconds. */
const failingFor = 48 * 3_600_000

function failureCode(error: unknown): BackupFailure['code'] {
  const code = error instanceof CallError ? error.code : null
  return code === 'DISK_FULL' || code === 'DATABASE_DAMAGED' ? code : 'INTERNAL'
}

/** The backups of a profile that is open. */
export class ProfileBackups {
  readonly folder: string
  readonly #options: ProfileBackupsOptions
  readonly #closing = new AbortController()
  readonly #running = new Set<Promise<unknown>>()
  #damaged = false
  #beside: Promise<void> | null = null
  #failure: BackupFailure | null = null
  #nextLook: number

  constructor(options: ProfileBackupsOptions) {
    this.#options = options
    this.folder = backupFolderOf(options.file)
    this.#nextLook = options.now() + firstLookAfter
  }

  /** One is being made. */
  get busy(): boolean {
    return this.#running.size > 0
  }

  /** The last look at the profile's file found damage. */
  get damaged(): boolean {
    return this.#damaged
  }

  /** The last daily backup, where it failed and none was made since. */
  get failure(): BackupFailure | null {
    return this.#failure
  }

  list(): Promise<readonly Backup[]> {
    return listBackups(this.folder)
  }

  /** Makes a backup now. @throws CallError `DATABASE_DAMAGED`, `DISK_FULL` */
  create(kind: Extract<BackupKind, 'manual' | 'daily'> = 'manual'): Promise<Backup> {
    return this.#counted(async () => {
      const createdAt = this.#options.now()
      const id = newBackupId(kind, createdAt)
      // A daily backup takes the place of an older one: damage must not push out what is good.
      const bytes = await this.#copy(
        kind === 'daily' ? 'check-and-copy' : 'copy',
        backupFile(this.folder, id),
      )
      this.#failure = null
      return { id, kind, createdAt, bytes }
    })
  }

  /** A fresh copy that is no backup of the list; whoever asked removes it. @throws as `create` */
  createLoose(): Promise<{ readonly file: string; readonly bytes: number }> {
    return this.#counted(async () => {
      const file = path.join(this.folder, `saving-${nameTime(this.#options.now())}${unfinished}`)
      return { file, bytes: await this.#copy('copy', file) }
    })
  }

  async remove(id: BackupId): Promise<void> {
    await this.#remove([id])
  }

  async removeAll(): Promise<void> {
    await this.#remove((await namedBackups(this.folder)).map(({ id }) => id))
  }

  /**
   * Removes those of the backups that are there, once there is one besides them. @throws CallError as `create`, with
   * nothing removed
   */
  async removeBut(ids: readonly BackupId[]): Promise<void> {
    await this.createBeside(ids)
    const there = (await namedBackups(this.folder)).map(({ id }) => id)
    await this.#remove(there.filter((id) => ids.includes(id)))
  }

  /** Makes a backup of the day unless there is one besides these; one that is being made for that is waited for. */
  async createBeside(ids: readonly BackupId[]): Promise<void> {
    const isThere = async (): Promise<boolean> =>
      (await namedBackups(this.folder)).some(({ id }) => !ids.includes(id))
    this.#beside ??= (async () => {
      if (!(await isThere())) await this.create('daily')
    })()
    try {
      await this.#beside
    } finally {
      this.#beside = null
    }
  }

  async #remove(ids: readonly BackupId[]): Promise<void> {
    for (const id of ids) await removeBackup(this.folder, id)
    await this.#options.afterRemoval((await namedBackups(this.folder)).map(({ id }) => id))
    this.#changed()
  }

  /** Makes the backup of the day if it is due, and lets those go that have had their time. Never fails. */
  async keepDaily(): Promise<void> {
    const now = this.#options.now()
    if (this.busy || now < this.#nextLook) return
    this.#nextLook = Number.POSITIVE_INFINITY
    try {
      await this.#keepDaily(now)
      this.#nextLook = now + lookInterval
    } catch (error) {
      this.#nextLook = now + againAfter
      if (!this.#closing.signal.aborted) await this.#noteFailing(error, now)
    }
  }

  /** Keeps why the daily backup failed, and tells the windows where there has been none for days. */
  async #noteFailing(error: unknown, now: number): Promise<void> {
    const { logger, publish } = this.#options
    logger.error('the daily backup failed', error)
    const failure = { code: failureCode(error), at: now }
    this.#failure = failure
    this.#changed()
    // Damage is told of by itself.
    if (this.#damaged) return
    const since = await this.#lastMade(now)
    if (now - since >= failingFor) publish({ type: 'backups-failing', failure, since })
  }

  /** When the newest backup was made; without one, the profile's file. */
  async #lastMade(now: number): Promise<number> {
    try {
      const made = (await namedBackups(this.folder)).find(({ createdAt }) => createdAt <= now)
      return made?.createdAt ?? Math.floor((await stat(this.#options.file)).birthtimeMs)
    } catch (error) {
      this.#options.logger.error('the age of the newest backup cannot be told', error)
      return now
    }
  }

  async #keepDaily(now: number): Promise<void> {
    if (!isDailyDue(await namedBackups(this.folder), now)) return
    await this.create('daily')
    await this.#remove(expired(await namedBackups(this.folder), now))
  }

  /** Ends what is running. To be called before the database is closed and the key zeroed. */
  async close(): Promise<void> {
    this.#closing.abort()
    await Promise.allSettled(this.#running)
  }

  async #counted<Result>(work: () => Promise<Result>): Promise<Result> {
    const running = work()
    this.#running.add(running)
    this.#changed()
    try {
      return await running
    } finally {
      this.#running.delete(running)
      this.#changed()
    }
  }

  async #copy(kind: BackupJob['kind'], target: string): Promise<number> {
    const { afterCopy, file } = this.#options
    const result = await this.#run({ kind, file, target })
    if (this.#closing.signal.aborted) {
      await rm(`${target}${unfinished}`, { force: true })
      throw new CallError('SIGNED_OUT')
    }
    await this.#note(result)
    if (result.outcome !== 'damaged') await afterCopy()
    return checked(result, () => new CallError('DATABASE_DAMAGED', { file }))
  }

  #run(job: Pick<BackupJob, 'kind' | 'file' | 'target'>): Promise<BackupResult> {
    const { copier, dataKey } = this.#options
    return copier.run({ ...job, dataKey }, this.#closing.signal)
  }

  async #note({ outcome }: BackupResult): Promise<void> {
    if (outcome === 'done') this.#damaged = false
    if (outcome === 'damaged') await this.noteDamage()
  }

  /** Looks for the newest good backup and tells the windows, the first time that damage is found. Never fails. */
  async noteDamage(): Promise<void> {
    if (this.#damaged || this.#closing.signal.aborted) return
    this.#damaged = true
    this.#options.logger.error('the database of a profile is damaged; no backup is given up for a new one')
    const looking = this.#lookForGood()
    this.#running.add(looking)
    await looking
    this.#running.delete(looking)
  }

  async #lookForGood(): Promise<void> {
    const { copier, dataKey, file, logger, publish } = this.#options
    const { signal } = this.#closing
    try {
      const backup = await newestGood(copier, file, dataKey, signal)
      if (!signal.aborted) publish({ type: 'database-damaged', backup })
    } catch (error) {
      // The next call that meets the damage looks again.
      this.#damaged = false
      logger.error('looking for a good backup failed', error)
    }
  }

  /** Takes note of what a call of the profile failed with. */
  noteFailure(error: unknown): void {
    if (!(error instanceof CallError) || error.code !== 'DATABASE_DAMAGED') return
    const { file } = error.data as CallErrorData<'DATABASE_DAMAGED'>
    if (file === this.#options.file) void this.noteDamage()
  }

  #changed(): void {
    this.#options.publish({ type: 'backups-changed' })
  }
}
