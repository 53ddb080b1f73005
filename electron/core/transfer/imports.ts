import { randomUUID } from 'node:crypto'
import type { ConversationId } from '../../../shared/contract/base.ts'
import type { ImportId, ImportProgress, ImportReport } from '../../../shared/contract/imports.ts'
import { CallError } from '../callError.ts'
import type { Event } from '../../../shared/contract/events.ts'
import type { ProfileDatabase } from '../database/profileDatabase.ts'
import type { Logger, TransferProcess } from '../host.ts'
import { ImportRun } from './importRun.ts'

/** The window that imports, as far as an import needs to know it. */
export interface ImportingWindow {
  readonly id: string
  /** Calls once, when nothing serves the window any more; answers with what takes that back. */
  onAbsent(listener: () => void): () => void
}

export interface ImportsOptions {
  readonly database: ProfileDatabase
  /** Starts the process that reads a file. */
  readonly fork: () => TransferProcess
  /** Chats or folders came in; `updated` were here before. */
  readonly onImported: (updated: readonly ConversationId[]) => void
  readonly onFailure: (error: unknown) => void
}

interface Running {
  readonly id: ImportId
  readonly window: ImportingWindow
  readonly run: ImportRun
  readonly stopWatching: () => void
}

/** The one import of a profile at a time. It belongs to the window that reads the file, and ends with it. */
export class Imports {
  readonly #options: ImportsOptions
  #running: Running | null = null

  constructor(options: ImportsOptions) {
    this.#options = options
  }

  /**
   * Begins an import; one that the same window had begun before, and has forgotten, ends.
   * @throws CallError `IMPORT_RUNNING` while another window imports
   */
  async begin(window: ImportingWindow): Promise<ImportId> {
    if (this.#running && this.#running.window.id !== window.id) throw new CallError('IMPORT_RUNNING')
    await this.endAll()
    const { database, fork } = this.#options
    const id = randomUUID() as ImportId
    const stopWatching = window.onAbsent(() => this.#endUnasked())
    this.#running = { id, window, run: new ImportRun(database, fork), stopWatching }
    return id
  }

  /** @throws CallError `IMPORT_NOT_FOUND`, `IMPORT_UNREADABLE`, `DISK_FULL`; the import has ended then */
  append(window: ImportingWindow, id: ImportId, bytes: Uint8Array): Promise<ImportProgress> {
    return this.#untilFailure(this.#runningOf(window, id), (run) => run.append(bytes))
  }

  /** @throws CallError as `append` does */
  async finish(window: ImportingWindow, id: ImportId): Promise<ImportReport> {
    const running = this.#runningOf(window, id)
    const report = await this.#untilFailure(running, (run) => run.finish())
    this.#forget(running)
    return report
  }

  cancel(window: ImportingWindow, id: ImportId): Promise<ImportReport> {
    return this.#end(this.#runningOf(window, id))
  }

  /** Ends what the window has begun: it signs out. */
  endOf(windowId: string): void {
    if (this.#running?.window.id === windowId) this.#endUnasked()
  }

  /** Ends whatever is being imported; the chats that are whole stay. */
  async endAll(): Promise<void> {
    if (this.#running) await this.#end(this.#running)
  }

  #runningOf(window: ImportingWindow, id: ImportId): Running {
    const running = this.#running
    if (running?.id !== id || running.window.id !== window.id) throw new CallError('IMPORT_NOT_FOUND')
    return running
  }

  async #untilFailure<Result>(running: Running, work: (run: ImportRun) => Promise<Result>): Promise<Result> {
    try {
      return await work(running.run)
    } catch (error) {
      await this.#end(running)
      throw error
    }
  }

  async #end(running: Running): Promise<ImportReport> {
    try {
      return await running.run.cancel()
    } finally {
      this.#forget(running)
    }
  }

  #endUnasked(): void {
    this.endAll().catch(this.#options.onFailure)
  }

  #forget(running: Running): void {
    if (this.#running !== running) return
    this.#running = null
    running.stopWatching()
    this.#options.onImported(running.run.updated)
  }
}

/** The imports of a profile, which tell all its windows what came in. */
export function createImports(
  database: ProfileDatabase,
  fork: () => TransferProcess,
  publish: (event: Event) => void,
  logger: Logger,
): Imports {
  return new Imports({
    database,
    fork,
    onImported: (updated) => {
      for (const conversationId of updated) publish({ type: 'conversation-changed', conversationId })
      publish({ type: 'folders-changed' })
      publish({ type: 'conversations-changed' })
    },
    onFailure: (error) => logger.error('ending an import failed', error),
  })
}
