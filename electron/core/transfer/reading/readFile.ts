import { setImmediate } from 'node:timers/promises'
import type { TransferCommand, TransferEvent } from '../job.ts'
import { Problems } from '../problems.ts'
import { Batches } from './batches.ts'
import type { Found } from './found.ts'
import { ImportedFile } from './importedFile.ts'
import { UnreadableError } from './unreadable.ts'

type ReadCommand = Exclude<TransferCommand, { readonly type: 'html' }>

/** So many parts may be on their way to the disk while the next one is read. */
const mostAhead = 2

/**
 * Reads one file as it comes, in the process that does nothing else. Nothing of it is kept but the chat that is being
 * read and the parts that wait for the disk.
 */
export class FileReader {
  readonly #send: (event: TransferEvent) => void
  readonly #problems = new Problems()
  readonly #file = new ImportedFile(this.#problems)
  readonly #batches = new Batches()
  #ahead = 0
  #written = Promise.withResolvers<void>()

  constructor(send: (event: TransferEvent) => void) {
    this.#send = send
  }

  async take(command: ReadCommand): Promise<void> {
    if (command.type === 'written') {
      this.#ahead -= 1
      return this.#written.resolve()
    }
    const isEnd = command.type === 'end'
    try {
      await this.#read(isEnd ? this.#file.end() : this.#file.write(command.bytes))
      if (isEnd) await this.#flush()
      this.#send({ type: 'done', problems: this.#listed() })
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error
      // What was whole before the damage stays.
      await this.#flush()
      this.#send({ type: 'unreadable', reason: error.reason, problems: this.#listed() })
    }
  }

  async #read(steps: Generator<readonly Found[]>): Promise<void> {
    for (const found of steps) {
      for (const one of found) {
        for (const batch of this.#batches.add(one)) await this.#give({ type: 'found', batch })
      }
      // The end of the core is heard of in between.
      await setImmediate()
    }
  }

  async #flush(): Promise<void> {
    for (const batch of this.#batches.flush()) await this.#give({ type: 'found', batch })
  }

  async #give(event: TransferEvent): Promise<void> {
    while (this.#ahead >= mostAhead) {
      this.#written = Promise.withResolvers<void>()
      await this.#written.promise
    }
    this.#ahead += 1
    this.#send(event)
  }

  #listed() {
    const { leftOut, lines } = this.#problems
    return { lines, leftOut }
  }
}
