import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { obstacleTo } from '../../renderer/composer/obstacle.ts'
import { withAdded, withContinued, withNewVersion } from '../../renderer/conversation/localMessages.ts'
import { isSentFrom, shownMessages } from '../../renderer/conversation/shownMessages.ts'
import type { SendingMessage } from '../../renderer/conversation/sendingStore.ts'
import { bounds } from '../../shared/bounds.ts'
import type { ConversationId, ModelId } from '../../shared/contract/base.ts'
import { message, newId, path } from './messages.ts'

const modelId = 'local:starter' as ModelId
const conversationId = randomUUID() as string as ConversationId

function sending(values: Partial<SendingMessage> = {}): SendingMessage {
  return {
    messageId: newId(),
    conversationId,
    place: 1,
    text: 'Hello',
    modelId,
    settings: null,
    createdAt: 5,
    waiting: false,
    ...values,
  }
}

describe('a message on its way', () => {
  it('is shown after those that are stored, once, also when a fetch brings it before the call returns', () => {
    const stored = path(2)
    const one = sending()
    expect(shownMessages(stored, [one]).map((row) => row.message.text)).toEqual(['Text 0', 'Text 1', 'Hello'])
    const fetched = [...stored, message({ id: one.messageId, role: 'user', text: 'Hello' })]
    expect(shownMessages(fetched, [one])).toHaveLength(3)
  })

  it('is the last one, so that the answer before it loses what only the last answer has', () => {
    expect(shownMessages(path(2), [sending()]).map((row) => row.last)).toEqual([false, false, true])
  })

  it('is shown in its own chat only, and a first message only in the new chat it was written in', () => {
    expect(isSentFrom({ currentId: conversationId, place: 9 }, sending())).toBe(true)
    expect(isSentFrom({ currentId: null, place: 1 }, sending())).toBe(false)
    expect(isSentFrom({ currentId: null, place: 1 }, sending({ conversationId: null }))).toBe(true)
    expect(isSentFrom({ currentId: null, place: 2 }, sending({ conversationId: null }))).toBe(false)
  })

  it('is not added twice when the core had stored it already', () => {
    const stored = path(3)
    expect(withAdded(stored, stored.slice(1))).toBe(stored)
  })
})

describe('a new version of an answer', () => {
  it('takes the place of the old one and of what followed it', () => {
    const stored = path(6)
    const answer = stored[3]
    if (!answer) throw new Error('The path is too short.')
    const newAnswerId = newId()
    const shown = withNewVersion(stored, answer.id, newAnswerId, { id: modelId, name: 'Starter' })
    expect(shown.slice(0, 3)).toEqual(stored.slice(0, 3))
    expect(shown[3]).toMatchObject({
      id: newAnswerId,
      state: 'streaming',
      version: { index: 2, count: 2, previousId: answer.id, nextId: null },
    })
    expect(shown).toHaveLength(4)
  })
})

describe('an answer that is continued', () => {
  it('is being written again with its text, reasoning and tokens, and no other is touched', () => {
    const stored = [
      ...path(1),
      message({ text: 'Half', reasoning: 'Hm', finishReason: 'length', outputTokens: 9 }),
    ]
    const answer = stored[1]
    if (!answer) throw new Error('The path is too short.')
    const shown = withContinued(stored, answer.id)
    expect(shown[0]).toBe(stored[0])
    const going = {
      text: 'Half',
      reasoning: 'Hm',
      state: 'streaming',
      finishReason: null,
      outputTokens: 9,
    }
    expect(shown[1]).toMatchObject(going)
  })
})

describe('what is in the way of sending', () => {
  it('is nothing for the longest message that the contract takes, and its excess beyond', () => {
    const longest = 'x'.repeat(bounds.messageText.max)
    expect(obstacleTo(longest, { modelId, answering: false, spent: false })).toBeNull()
    expect(obstacleTo(`${longest}yz`, { modelId, answering: false, spent: false })).toContain(
      'Too long by 2 characters',
    )
  })

  it('is an answer that is being written, or that no model is chosen', () => {
    expect(obstacleTo('Hello', { modelId, answering: true, spent: false })).toContain(
      'An answer is being written',
    )
    expect(obstacleTo('Hello', { modelId: null, answering: false, spent: false })).toContain('Choose a model')
  })
})
