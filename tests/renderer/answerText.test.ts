import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applyAnswerText,
  withAnswerEvents,
  type AnswerEvent,
} from '../../renderer/conversation/answerText.ts'
import type { ConversationId } from '../../shared/contract/base.ts'
import { message, newId } from './messages.ts'

const conversationId = randomUUID() as string as ConversationId
const answer = message({ state: 'streaming', text: 'Hello' })

function text(offset: number, piece: string, messageId = answer.id): AnswerEvent {
  return { type: 'answer-text', conversationId, messageId, offset, text: piece }
}

function ended(length: number): AnswerEvent {
  const counted = { finishReason: 'stop', inputTokens: 12, outputTokens: 45 } as const
  const end = { state: 'complete', errorCode: null, errorDetails: null, finishedAt: 2_000 } as const
  return {
    type: 'answer-ended',
    conversationId,
    messageId: answer.id,
    length,
    setback: null,
    ...end,
    ...counted,
  }
}

describe('the text of an answer', () => {
  it('grows by what comes next', () => {
    expect(applyAnswerText(answer, 5, ', you')?.text).toBe('Hello, you')
  })

  it('is not doubled by text that a fetch has brought already', () => {
    expect(applyAnswerText(answer, 3, 'lo, you')?.text).toBe('Hello, you')
    expect(applyAnswerText(answer, 0, 'Hel')).toBe(answer)
  })

  it('is refused after a gap instead of being joined wrongly', () => {
    expect(applyAnswerText(answer, 6, 'you')).toBeNull()
  })

  it('is whole whatever pieces arrive twice or overlap, as long as none is missing', () => {
    const pieces = fc.array(fc.record({ back: fc.nat(6), length: fc.nat(9) }), { maxLength: 60 })
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), pieces, (whole, cuts) => {
        let held = message({ text: '' })
        for (const { back, length } of [...cuts, { back: 0, length: whole.length }]) {
          const offset = Math.max(held.text.length - back, 0)
          const piece = whole.slice(offset, offset + length)
          held = applyAnswerText(held, offset, piece) ?? held
        }
        expect(held.text).toBe(whole)
      }),
    )
  })
})

describe('the events of an answer', () => {
  it('leave every other message the very same object, so that nothing else is rendered', () => {
    const other = message()
    const { messages } = withAnswerEvents([other, answer], [text(5, '!')])
    expect(messages[0]).toBe(other)
    expect(messages[1]?.text).toBe('Hello!')
  })

  it('end it only when all of its text is there', () => {
    const whole = withAnswerEvents([answer], [text(5, '!'), ended(6)])
    expect(whole.complete).toBe(true)
    expect(whole.messages[0]).toMatchObject({ state: 'complete', finishedAt: 2_000, outputTokens: 45 })
    const short = withAnswerEvents([answer], [ended(6)])
    expect(short.complete).toBe(false)
    expect(short.messages[0]?.state).toBe('streaming')
  })

  it('ask for a fetch when they are about a message that is not shown', () => {
    expect(withAnswerEvents([answer], [text(0, 'Hi', newId())]).complete).toBe(false)
  })

  it('change nothing when they are applied to a snapshot that is ahead of them', () => {
    const counted = { finishReason: 'stop', inputTokens: 12, outputTokens: 45 } as const
    const ahead = { ...answer, text: 'Hello, you', state: 'complete', finishedAt: 2_000, ...counted } as const
    const { complete, messages } = withAnswerEvents([ahead], [text(0, 'Hello'), text(5, ', you'), ended(10)])
    expect(complete).toBe(true)
    expect(messages[0]).toEqual(ahead)
  })

  it('keep the reasoning apart from the text, and join it as carefully', () => {
    const reasoning = (offset: number, piece: string): AnswerEvent => ({
      type: 'answer-reasoning',
      conversationId,
      messageId: answer.id,
      offset,
      text: piece,
    })
    const thought = withAnswerEvents([answer], [reasoning(0, 'Hm'), reasoning(1, 'mm'), reasoning(3, '.')])
    expect(thought.complete).toBe(true)
    expect(thought.messages[0]).toMatchObject({ reasoning: 'Hmm.', text: 'Hello' })
    expect(withAnswerEvents([answer], [reasoning(4, 'gap')]).complete).toBe(false)
  })

  it('say nothing about the text while the provider is asked again', () => {
    const retrying = {
      type: 'answer-retrying',
      conversationId,
      messageId: answer.id,
      retryAt: 9_000,
    } as const
    expect(withAnswerEvents([answer], [retrying]).messages[0]).toBe(answer)
  })
})
