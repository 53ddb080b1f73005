import { AsyncQueue } from '../asyncQueue.ts'
import type { ProviderPart } from './provider.ts'

/** Parts on their way from where they arise to the one who reads them. */
export interface PartQueue extends AsyncIterable<ProviderPart> {
  /** Nothing happens once the queue has ended. `finish` and `error` end it after they were read. */
  push(part: ProviderPart): void
  /** Ends the queue at once; what was not read is dropped. */
  close(): void
}

export function createPartQueue(): PartQueue {
  const queue = new AsyncQueue<ProviderPart>()
  return {
    push(part) {
      queue.push(part)
      if (part.type === 'finish' || part.type === 'error') queue.end()
    },
    close() {
      queue.clear()
      queue.end()
    },
    [Symbol.asyncIterator]: () => queue[Symbol.asyncIterator](),
  }
}
