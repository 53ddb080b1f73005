import type { Event } from '../../../shared/contract/events.ts'
import type { Channel } from '../rpc/channel.ts'
import { createEventQueue } from '../events/eventQueue.ts'
import type { OpenProfile } from './openProfile.ts'

/** One window across reloads and reconnections: who is signed in to it, and whether anything shows it now. */
export interface WindowSession {
  readonly id: string
  profile: OpenProfile | null
  /** Calls that have not been answered yet. */
  callsUnderWay: number
  /** Set while its profile is closed and will be opened again for it: its calls wait until then. */
  held: Promise<void> | null
  /** A channel serves the window from now on; a former one is closed. */
  attach(channel: Channel): void
  /** Closes the channel that serves the window now, if any. */
  detach(reason: string): void
  /** Since when no channel serves the window, epoch milliseconds; null while one does. */
  absentSince(): number | null
  /** Calls once, when what serves the window now does so no longer; answers with what takes that back. */
  onAbsent(listener: () => void): () => void
  push(event: Event): void
  /** Everything pushed from now on. A second subscription takes the place of the first. */
  subscribe(signal: AbortSignal | undefined): AsyncGenerator<Event>
  /** Ends the subscription after what was pushed before. */
  endSubscription(): void
}

export function createWindowSession(id: string, now: () => number): WindowSession {
  let current: Channel | null = null
  let absentSince: number | null = now()
  let queue = createEventQueue()
  const absentListeners = new Set<() => void>()
  queue.end()

  function tellAbsent(): void {
    const listeners = [...absentListeners]
    absentListeners.clear()
    for (const listener of listeners) listener()
  }

  async function* subscribe(signal: AbortSignal | undefined): AsyncGenerator<Event> {
    queue.end()
    const mine = createEventQueue()
    queue = mine
    const end = (): void => mine.end()
    signal?.addEventListener('abort', end)
    mine.push({ type: 'ready' })
    try {
      yield* mine
    } finally {
      signal?.removeEventListener('abort', end)
      mine.end()
    }
  }

  return {
    id,
    profile: null,
    callsUnderWay: 0,
    held: null,
    attach(channel) {
      const former = current
      current = channel
      absentSince = null
      former?.close('the window connected again')
      tellAbsent()
      channel.onClose(() => {
        if (current !== channel) return
        current = null
        absentSince = now()
        tellAbsent()
      })
    },
    detach: (reason) => current?.close(reason),
    absentSince: () => absentSince,
    onAbsent(listener) {
      absentListeners.add(listener)
      return () => absentListeners.delete(listener)
    },
    push: (event) => queue.push(event),
    subscribe,
    endSubscription: () => queue.end(),
  }
}
