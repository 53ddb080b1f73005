import { AsyncQueue } from '../asyncQueue.ts'
import type { Event } from '../../../shared/contract/events.ts'

/** Events that a window may be behind before it is told to fetch everything again instead. */
const maximumLength = 2_000
/** Text that may wait for a window before it is told the same, in UTF-16 code units. */
const maximumText = 8_000_000

/**
 * What one window has still to be told. Text of the same answer is joined while it waits, so a slow window gets
 * fewer and longer pieces; one that falls behind too far gets `resync` in place of everything it missed.
 */
export interface EventQueue extends AsyncIterable<Event> {
  push(event: Event): void
  /** Ends the iteration once what was pushed before has been taken. */
  end(): void
}

type TextEvent = Extract<Event, { type: 'answer-text' | 'answer-reasoning' }>

function isText(event: Event | undefined): event is TextEvent {
  return event?.type === 'answer-text' || event?.type === 'answer-reasoning'
}

/** Two stretches of the same text as one; null when they are not. */
function joined(last: Event | undefined, next: Event): Event | null {
  if (!isText(last) || !isText(next) || last.type !== next.type) return null
  if (last.messageId !== next.messageId || last.offset + last.text.length !== next.offset) return null
  return { ...last, text: last.text + next.text }
}

export function createEventQueue(): EventQueue {
  const queue = new AsyncQueue<Event>()
  /** How much text was pushed since nothing waited. */
  let text = 0
  return {
    push(event) {
      if (queue.ended) return
      if (queue.waiting.length === 0) text = 0
      if (isText(event)) text += event.text.length
      if (text > maximumText) {
        text = 0
        queue.clear()
        return queue.push({ type: 'resync' })
      }
      const together = joined(queue.waiting.at(-1), event)
      if (together) return queue.replaceLast(together)
      const isTooFarBehind = queue.waiting.length >= maximumLength
      if (isTooFarBehind) queue.clear()
      queue.push(isTooFarBehind ? { type: 'resync' } : event)
    },
    end: () => queue.end(),
    [Symbol.asyncIterator]: () => queue[Symbol.asyncIterator](),
  }
}
