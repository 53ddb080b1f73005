import type { Event } from '../../../shared/contract/events.ts'

/** Events that a window may be behind before it is told to fetch everything again instead. */
const maximumLength = 2_000

/**
 * What one window has still to be told. Text of the same answer is joined while it waits, so a slow window gets
 * fewer and longer pieces; one that falls behind too far gets `resync` in place of everything it missed.
 */
export interface EventQueue extends AsyncIterable<Event> {
  push(event: Event): void
  /** Ends the iteration once what was pushed before has been taken. */
  end(): void
}

function joined(last: Event | undefined, next: Event): Event | null {
  if (last?.type !== 'answer-text' || next.type !== 'answer-text') return null
  if (last.messageId !== next.messageId || last.offset + last.text.length !== next.offset) return null
  return { ...last, text: last.text + next.text }
}

export function createEventQueue(): EventQueue {
  let waiting: Event[] = []
  let ended = false
  let wake = Promise.withResolvers<void>()

  async function* iterate(): AsyncGenerator<Event> {
    for (;;) {
      const event = waiting.shift()
      if (event) {
        yield event
      } else if (ended) {
        return
      } else {
        await wake.promise
        wake = Promise.withResolvers<void>()
      }
    }
  }

  return {
    push(event) {
      if (ended) return
      const together = joined(waiting.at(-1), event)
      if (together) waiting[waiting.length - 1] = together
      else if (waiting.length < maximumLength) waiting.push(event)
      else waiting = [{ type: 'resync' }]
      wake.resolve()
    },
    end() {
      ended = true
      wake.resolve()
    },
    [Symbol.asyncIterator]: iterate,
  }
}
