import { Fault } from './fault.ts'
import type { Timeouts } from './timeouts.ts'
import { wireBounds } from './wireBounds.ts'

/** How far an answer has come, and how long it is waited for. */
export class Progress {
  /** The provider said that it has said all, which is not yet how the answer ended. */
  done = false
  #bytes = 0
  #since = performance.now()
  #endedAt: number | null = null

  /** There was text in what came. */
  sawText(): void {
    this.#bytes = 0
    this.#since = performance.now()
  }

  /** The answer has ended. */
  expectEnd(): void {
    this.#endedAt ??= performance.now()
  }

  /** The time that an answer has. What may follow its end has its time as a whole, in however many parts it comes. */
  patience(timeouts: Timeouts): Timeouts {
    const betweenParts = (): number =>
      this.#endedAt === null
        ? timeouts.betweenParts
        : Math.max(this.#endedAt + timeouts.afterEnd - performance.now(), 0)
    return {
      ...timeouts,
      get betweenParts() {
        return betweenParts()
      },
    }
  }

  /** Passes on what comes as long as there is text in it now and then. @throws Fault */
  async *watch(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.#bytes += chunk.length
      if (this.#bytes > wireBounds.withoutText) throw new Fault('BAD_RESPONSE')
      if (performance.now() - this.#since > wireBounds.silence) throw new Fault('TIMED_OUT')
      yield chunk
    }
  }
}
