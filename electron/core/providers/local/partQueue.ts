import type { ProviderPart } from '../provider.ts'

/** Parts on their way from where they arise to the one who reads them. */
export interface PartQueue extends AsyncIterable<ProviderPart> {
  /** Nothing happens once the queue has ended. `finish` and `error` end it after they were read. */
  push(part: ProviderPart): void
  /** Ends the queue at once; what was not read is dropped. */
  close(): void
}

export function createPartQueue(): PartQueue {
  let waiting: ProviderPart[] = []
  let ended = false
  let wake = Promise.withResolvers<void>()

  async function* read(): AsyncGenerator<ProviderPart> {
    for (;;) {
      const part = waiting.shift()
      if (part) {
        yield part
      } else if (ended) {
        return
      } else {
        await wake.promise
        wake = Promise.withResolvers<void>()
      }
    }
  }

  return {
    push(part) {
      if (ended) return
      waiting.push(part)
      ended = part.type === 'finish' || part.type === 'error'
      wake.resolve()
    },
    close() {
      waiting = []
      ended = true
      wake.resolve()
    },
    [Symbol.asyncIterator]: read,
  }
}
