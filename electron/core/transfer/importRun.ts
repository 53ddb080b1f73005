import { setImmediate } from 'node:timers/promises'
import type { ConversationId } from '../../../shared/contract/base.ts'
import type { ImportProblemKind, ImportProgress, ImportReport } from '../../../shared/contract/imports.ts'
import { CallError } from '../callError.ts'
import type { ProfileDatabase } from '../database/profileDatabase.ts'
import type { TransferProcess } from '../host.ts'
import { ChatWriter } from './chatWriter.ts'
import { ImportReader } from './importReader.ts'
import type { ImportBatch } from './job.ts'
import { UnreadableError } from './reading/unreadable.ts'

/** What stands in a report when a file can be read no further but something of it was imported. */
function problemOf({ reason }: UnreadableError): ImportProblemKind {
  if (reason === 'cut-off') return 'file-cut-off'
  if (reason === 'too-large') return 'file-too-large'
  return reason === 'gave-up' ? 'file-given-up' : 'file-damaged'
}

/**
 * One import from its first piece to its report. Pieces are dealt with one after the other, and read by a process of
 * their own; between transactions everything else has its turn.
 */
export class ImportRun {
  readonly #reader: ImportReader
  readonly #writer: ChatWriter
  #turn: Promise<unknown> = Promise.resolve()
  #cancelled = false
  /** Why the rest of the file cannot be read; null while it can. */
  #ending: ImportProblemKind | null = null

  constructor(database: ProfileDatabase, fork: () => TransferProcess) {
    this.#reader = new ImportReader(fork)
    this.#writer = new ChatWriter(database)
  }

  /** The conversations that were here and were added to. */
  get updated(): readonly ConversationId[] {
    return this.#writer.updated
  }

  /**
   * Deals with the next piece of the file.
   * @throws CallError `IMPORT_UNREADABLE` when the file cannot be read on and nothing of it has been imported,
   *   `IMPORT_NOT_FOUND` when it was cancelled meanwhile
   */
  append(bytes: Uint8Array): Promise<ImportProgress> {
    return this.#inTurn(async () => {
      await this.#take(bytes)
      return { ...this.#writer.counts, ended: this.#ending !== null }
    })
  }

  /** The file is at its end. @throws CallError as `append` does */
  finish(): Promise<ImportReport> {
    return this.#inTurn(async () => {
      await this.#take(null)
      this.#reader.close()
      await this.#writer.finish()
      return this.#report()
    })
  }

  /** Ends the import; what was not whole is gone. */
  async cancel(): Promise<ImportReport> {
    this.#cancelled = true
    this.#reader.close()
    await this.#turn
    await this.#writer.finish()
    return this.#report()
  }

  #report(): ImportReport {
    const { leftOut, lines } = this.#reader.problems
    const ending = this.#ending === null ? [] : [{ kind: this.#ending, title: '', count: 1 }]
    return { ...this.#writer.counts, problems: [...lines, ...ending], problemsLeftOut: leftOut }
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(() => {
      if (this.#cancelled) throw new CallError('IMPORT_NOT_FOUND')
      return work()
    })
    // Whoever waits for `result` is told of its failure; the next in turn need not be.
    this.#turn = result.catch(() => undefined)
    return result
  }

  async #take(bytes: Uint8Array | null): Promise<void> {
    if (this.#ending !== null) return
    try {
      await this.#reader.read(bytes, (batch) => this.#write(batch))
    } catch (error) {
      if (this.#cancelled) throw new CallError('IMPORT_NOT_FOUND')
      if (!(error instanceof UnreadableError)) throw error
      this.#stopReading(error)
    }
  }

  async #write(batch: ImportBatch): Promise<void> {
    await this.#writer.write(batch)
    await setImmediate()
    if (this.#cancelled) throw new CallError('IMPORT_NOT_FOUND')
  }

  /** What was whole before the damage stays. */
  #stopReading(error: UnreadableError): void {
    this.#reader.close()
    const { added, unchanged, updated } = this.#writer.counts
    if (added + unchanged + updated === 0) throw new CallError('IMPORT_UNREADABLE', { reason: error.reason })
    this.#ending = problemOf(error)
  }
}
