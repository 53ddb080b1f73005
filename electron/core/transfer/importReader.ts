import { AsyncQueue } from '../asyncQueue.ts'
import type { TransferProcess } from '../host.ts'
import type { ImportBatch, ListedProblems, TransferCommand, TransferEvent } from './job.ts'
import { UnreadableError } from './reading/unreadable.ts'

/**
 * After so long without a word from the process it is ended, in milliseconds. It has a piece of half a megabyte to read,
 * which may unpack to a hundred times that: some seconds on a slow machine.
 */
const silenceLimit = 120_000

type ReaderEvent = TransferEvent | { readonly type: 'gone' }

/**
 * Reads one file in a process of its own: whatever the file makes of it, the core gets parts of a bounded size, one at
 * a time, or hears that it has ended.
 */
export class ImportReader {
  readonly #fork: () => TransferProcess
  readonly #silenceLimit: number
  #process: TransferProcess | null = null
  #events = new AsyncQueue<ReaderEvent>()
  #problems: ListedProblems = { lines: [], leftOut: 0 }
  #closed = false

  constructor(fork: () => TransferProcess, limit = silenceLimit) {
    this.#fork = fork
    this.#silenceLimit = limit
  }

  get problems(): ListedProblems {
    return this.#problems
  }

  /**
   * The next piece of the file; null for its end. `write` is given what was found, and waited for.
   * @throws UnreadableError, what `write` throws
   */
  async read(bytes: Uint8Array | null, write: (batch: ImportBatch) => Promise<void>): Promise<void> {
    this.#send(bytes ? { type: 'read', bytes } : { type: 'end' })
    for (;;) {
      const event = await this.#next()
      if (event.type === 'found') {
        await write(event.batch)
        this.#send({ type: 'written' })
      } else if (event.type === 'done') {
        this.#problems = event.problems
        return
      } else if (event.type === 'unreadable') {
        this.#problems = event.problems
        throw new UnreadableError(event.reason)
      } else if (event.type === 'gone') {
        throw new UnreadableError('gave-up')
      }
    }
  }

  /** Ends the process; what is being read ends as `gave-up`. */
  close(): void {
    this.#closed = true
    this.#events.push({ type: 'gone' })
    this.#process?.kill()
  }

  #send(command: TransferCommand): void {
    if (this.#closed) return
    this.#process ??= this.#start()
    this.#process.send(command)
  }

  #start(): TransferProcess {
    const process = this.#fork()
    process.onEvent((event) => this.#events.push(event))
    process.onExit(() => this.#events.push({ type: 'gone' }))
    return process
  }

  async #next(): Promise<ReaderEvent> {
    const timer = setTimeout(() => this.close(), this.#silenceLimit)
    try {
      for await (const event of this.#events) return event
      return { type: 'gone' }
    } finally {
      clearTimeout(timer)
    }
  }
}
