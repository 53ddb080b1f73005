import { setImmediate } from 'node:timers/promises'
import type { ConversationId } from '../../../shared/contract/base.ts'
import type { ImportProgress, ImportReport } from '../../../shared/contract/imports.ts'
import { CallError } from '../callError.ts'
import type { ProfileDatabase } from '../database/profileDatabase.ts'
import { ChatWriter } from './chatWriter.ts'
import { Problems } from './problems.ts'
import type { Found } from './reading/found.ts'
import { ImportedFile, problemOf } from './reading/importedFile.ts'
import { UnreadableError } from './reading/unreadable.ts'

/**
 * One import from its first piece to its report. Pieces are dealt with one after the other; between steps of a few
 * milliseconds everything else has its turn. Nothing of the file is kept but the chat that is being read.
 */
export class ImportRun {
  readonly #file: ImportedFile
  readonly #writer: ChatWriter
  readonly #problems = new Problems()
  #turn: Promise<unknown> = Promise.resolve()
  #cancelled = false
  /** The rest of the file cannot be read. */
  #ended = false

  constructor(database: ProfileDatabase) {
    this.#file = new ImportedFile(this.#problems)
    this.#writer = new ChatWriter(database, () => this.#cancelled)
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
      await this.#take(() => this.#file.write(bytes))
      return { ...this.#writer.counts, ended: this.#ended }
    })
  }

  /** The file is at its end. @throws CallError as `append` does */
  finish(): Promise<ImportReport> {
    return this.#inTurn(async () => {
      await this.#take(() => this.#file.end())
      await this.#writer.finish()
      return this.#report()
    })
  }

  /** Ends the import; what was not whole is gone. */
  async cancel(): Promise<ImportReport> {
    this.#cancelled = true
    await this.#turn
    await this.#writer.discard()
    return this.#report()
  }

  #report(): ImportReport {
    const { leftOut, lines } = this.#problems
    return { ...this.#writer.counts, problems: [...lines], problemsLeftOut: leftOut }
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

  async #take(steps: () => Generator<readonly Found[]>): Promise<void> {
    if (this.#ended) return
    try {
      for (const found of steps()) {
        for (const one of found) await this.#writer.add(one)
        await setImmediate()
        if (this.#cancelled) throw new CallError('IMPORT_NOT_FOUND')
      }
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error
      await this.#stopReading(error)
    }
  }

  /** What was whole before the damage stays. */
  async #stopReading(error: UnreadableError): Promise<void> {
    await this.#writer.flush()
    const { added, unchanged, updated } = this.#writer.counts
    if (added + unchanged + updated === 0) throw new CallError('IMPORT_UNREADABLE', { reason: error.reason })
    this.#problems.add(problemOf(error), '')
    this.#ended = true
  }
}
