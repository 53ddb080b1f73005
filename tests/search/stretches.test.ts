import { describe, expect, it } from 'vitest'
import { reachedBy, stillRunning, type AnswerEvent } from '../../renderer/conversation/answerText.ts'
import { mergeMessages } from '../../renderer/conversation/mergeMessages.ts'
import { shownMessages } from '../../renderer/conversation/shownMessages.ts'
import { countSentence } from '../../renderer/search/countSentence.ts'
import { fieldOfTime, timeOfField } from '../../renderer/search/dateFilter.ts'
import type { ConversationId, MessageId } from '../../shared/contract/base.ts'
import { newId, path } from '../renderer/messages.ts'

const conversationId = newId() as string as ConversationId

function textOf(messageId: MessageId): AnswerEvent {
  return { type: 'answer-text', conversationId, messageId, offset: 9, text: 'x' }
}

function endOf(messageId: MessageId): AnswerEvent {
  const counted = {
    errorDetails: null,
    finishedAt: 1,
    finishReason: null,
    inputTokens: null,
    outputTokens: null,
    length: 10,
    setback: null,
  }
  return { type: 'answer-ended', conversationId, messageId, state: 'stopped', errorCode: null, ...counted }
}

describe('a stretch in the middle of a chat', () => {
  const whole = path(30)

  it('keeps what was loaded on both sides when its middle is fetched again', () => {
    const shown = { messages: whole.slice(5, 25), hasEarlier: true, hasLater: true }
    const fetched = { messages: structuredClone(whole.slice(10, 20)), hasEarlier: true, hasLater: true }
    expect(mergeMessages(shown, fetched)).toEqual(shown)
  })

  it('ends where the path ends, when that has become shorter', () => {
    const shown = { messages: whole.slice(5, 25), hasEarlier: true, hasLater: true }
    const fetched = { messages: structuredClone(whole.slice(10, 15)), hasEarlier: true, hasLater: false }
    expect(mergeMessages(shown, fetched)).toEqual({ ...shown, messages: whole.slice(5, 15), hasLater: false })
  })

  it('has no last message, which would offer what only the newest one can do', () => {
    expect(shownMessages(whole, [], true).some(({ last }) => last)).toBe(false)
    expect(shownMessages(whole, []).at(-1)?.last).toBe(true)
  })

  it('leaves an answer at the end of the chat alone instead of fetching again at each word of it', () => {
    const events = [textOf(whole[0]?.id ?? newId()), textOf(newId())]
    const page = { messages: whole, runningAnswerId: null }
    expect(reachedBy({ ...page, hasLater: true }, events)).toEqual(events.slice(0, 1))
    expect(reachedBy({ ...page, hasLater: false }, events)).toEqual(events)
  })

  it('leaves an answer on another branch alone, too, and knows when that has ended', () => {
    const elsewhere = newId()
    const events = [textOf(elsewhere), textOf(newId())]
    const page = { messages: whole, hasLater: false, runningAnswerId: elsewhere }
    expect(reachedBy(page, events)).toEqual(events.slice(1))
    expect(stillRunning(elsewhere, events)).toBe(elsewhere)
    expect(stillRunning(elsewhere, [...events, endOf(newId())])).toBe(elsewhere)
    expect(stillRunning(elsewhere, [...events, endOf(elsewhere)])).toBeNull()
  })
})

describe('a day in a date field', () => {
  it.each([
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
    ['2026-06-01', 'Pacific/Kiritimati', '2026-05-31T10:00:00Z', '2026-06-01T10:00:00Z'],
    ['2026-06-01', 'America/Los_Angeles', '2026-06-01T07:00:00Z', '2026-06-02T07:00:00Z'],
    // Midnight does not exist on that day.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00Z', '2018-11-05T02:00:00Z'],
  ])('%s in %s is from %s to %s', (field, zone, from, before) => {
    expect(timeOfField(field, zone)).toBe(Date.parse(from))
    expect(timeOfField(field, zone, 1)).toBe(Date.parse(before))
    expect(fieldOfTime(Date.parse(from), zone)).toBe(field)
    expect(fieldOfTime(Date.parse(before) - 1, zone)).toBe(field)
  })

  it('is none where the field is empty or not filled yet', () => {
    expect(timeOfField('', 'UTC')).toBeNull()
    expect(timeOfField('0020-01-01', 'UTC')).toBeNull()
    expect(fieldOfTime(null, 'UTC')).toBe('')
  })
})

describe('what is said of a search', () => {
  const found = { titles: [], moreTitles: false, hits: [], nextCursor: null }
  const titles = Array.from({ length: 5 })
  const hits = Array.from({ length: 30 })

  it.each([
    ['Nothing found', {}],
    ['No message so far', { nextCursor: 'x' }],
    ['5 chats', { titles }],
    ['5+ chats', { titles, moreTitles: true }],
    ['5+ chats, no message so far', { titles, moreTitles: true, nextCursor: 'x' }],
    ['1 chat, 30+ messages', { titles: [1], hits, nextCursor: 'x' }],
    ['1 message', { hits: [1] }],
  ])('is %j, and that there may be more where not all was looked at', (sentence, change) => {
    expect(countSentence({ ...found, ...change })).toBe(sentence)
  })
})
