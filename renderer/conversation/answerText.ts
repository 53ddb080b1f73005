/** Pure: messages and one event of an answer give messages. */
import type { MessageId } from '../../shared/contract/base.ts'
import type { Message } from '../../shared/contract/conversations.ts'
import type { Event } from '../../shared/contract/events.ts'

type AnswerEventType =
  | 'answer-text'
  | 'answer-reasoning'
  | 'answer-was-reasoning'
  | 'answer-queued'
  | 'answer-retrying'
  | 'answer-ended'

export type AnswerEvent = Extract<Event, { type: AnswerEventType }>

/**
 * Puts text at `offset` (UTF-16 code units) of what is there. What overlaps is cut off.
 * @returns null when there is a gap: the text before `offset` never arrived
 */
export function applyAnswerText(message: Message, offset: number, text: string): Message | null {
  return appended(message, 'text', offset, text)
}

function appended(
  message: Message,
  part: 'text' | 'reasoning',
  offset: number,
  text: string,
): Message | null {
  const { length } = message[part]
  if (offset > length) return null
  const added = text.slice(length - offset)
  return added === '' ? message : { ...message, [part]: message[part] + added }
}

/** @returns null when the text is not the one that the event speaks of */
function withMovedText(
  message: Message,
  { length, offset }: Extract<Event, { type: 'answer-was-reasoning' }>,
): Message | null {
  if (message.text.length !== length) return null
  const reasoning = message.reasoning + message.text.slice(offset)
  return { ...message, text: message.text.slice(0, offset), reasoning }
}

/** @returns null when the event does not fit what is there, so that the messages have to be fetched again */
function withAnswerEvent(messages: readonly Message[], event: AnswerEvent): readonly Message[] | null {
  const index = messages.findLastIndex((message) => message.id === event.messageId)
  const message = messages[index]
  if (!message) return null
  const changed = changedBy(message, event)
  if (!changed) return null
  return changed === message ? messages : messages.with(index, changed)
}

function changedBy(message: Message, event: AnswerEvent): Message | null {
  switch (event.type) {
    case 'answer-text':
      return applyAnswerText(message, event.offset, event.text)
    case 'answer-reasoning':
      return appended(message, 'reasoning', event.offset, event.text)
    case 'answer-was-reasoning':
      return withMovedText(message, event)
    case 'answer-queued':
    case 'answer-retrying':
      return message
    case 'answer-ended': {
      const { errorCode, errorDetails, finishReason, finishedAt, inputTokens, length, outputTokens, state } =
        event
      if (message.text.length !== length) return null
      const counted = { inputTokens, outputTokens }
      return { ...message, state, errorCode, errorDetails, finishedAt, finishReason, ...counted }
    }
  }
}

interface Reach {
  readonly messages: readonly Message[]
  readonly hasLater: boolean
  readonly runningAnswerId: MessageId | null
}

/**
 * The events that could be of the messages that are shown: where the end is not shown, or an answer is known to be
 * written on another branch, it is no gap there.
 */
export function reachedBy(page: Reach, events: readonly AnswerEvent[]): readonly AnswerEvent[] {
  const shown = new Set(page.messages.map(({ id }) => id))
  const elsewhere = ({ messageId }: AnswerEvent): boolean =>
    !shown.has(messageId) && (page.hasLater || messageId === page.runningAnswerId)
  return events.filter((event) => !elsewhere(event))
}

/** The answer that is still being written after some events; that one is begun is told by what is fetched. */
export function stillRunning(
  runningAnswerId: MessageId | null,
  events: readonly AnswerEvent[],
): MessageId | null {
  const ended = events.some(({ messageId, type }) => type === 'answer-ended' && messageId === runningAnswerId)
  return ended ? null : runningAnswerId
}

/** Applies events one after the other. `complete` is false when one did not fit: fetch the messages again. */
export function withAnswerEvents(
  messages: readonly Message[],
  events: readonly AnswerEvent[],
): { readonly messages: readonly Message[]; readonly complete: boolean } {
  let complete = true
  let current = messages
  for (const event of events) {
    const next = withAnswerEvent(current, event)
    if (next) current = next
    else complete = false
  }
  return { messages: current, complete }
}
