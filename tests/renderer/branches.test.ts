import { describe, expect, it } from 'vitest'
import type { ModelId } from '../../shared/contract/base.ts'
import type { Message } from '../../shared/contract/conversations.ts'
import {
  deletionNote,
  deletionQuestion,
  isAlone,
} from '../../renderer/conversation/branching/deletionWords.ts'
import { editObstacles } from '../../renderer/conversation/editing/editObstacles.ts'
import { withCorrected, withEditedVersion } from '../../renderer/conversation/localMessages.ts'
import { isOtherBranch, shownMessages } from '../../renderer/conversation/shownMessages.ts'
import { message, newId, path } from './messages.ts'

function edited(messages: readonly Message[], at: number) {
  const messageId = newId()
  const target = messages[at]
  if (!target) throw new Error('no such message')
  const written = { messageId, text: 'Another question', createdAt: 5_000 }
  return { messageId, target, next: withEditedVersion(messages, target.id, written) }
}

describe('a message that is edited and sent again', () => {
  it('stands at the end at once, in the place of its former version and of what followed that', () => {
    const messages = path(6)
    const { messageId, next, target } = edited(messages, 2)
    expect(next.slice(0, 2)).toEqual(messages.slice(0, 2))
    expect(next).toHaveLength(3)
    expect(next[2]).toMatchObject({
      id: messageId,
      parentId: target.parentId,
      depth: 2,
      role: 'user',
      text: 'Another question',
      version: { index: 2, count: 2, previousId: target.id, nextId: null },
    })
  })

  it('can be the first one, which has no message above it', () => {
    const { messageId, next } = edited(path(4), 0)
    expect(next).toHaveLength(1)
    expect(next[0]).toMatchObject({ id: messageId, parentId: null, depth: 0 })
  })

  it('is not put there twice when the core has told of it already', () => {
    const messages = path(2)
    const [first] = messages
    if (!first) throw new Error('no message')
    const stored = message({ role: 'user', text: 'Another question' })
    const written = { messageId: stored.id, text: stored.text, createdAt: 5_000 }
    const told = [stored]
    expect(withEditedVersion(told, stored.id, written)).toBe(told)
    expect(withEditedVersion([first, stored], first.id, written)).toEqual([first, stored])
  })

  it('leaves a path alone that does not show it any more', () => {
    const messages = path(4)
    const written = { messageId: newId(), text: 'Another question', createdAt: 5_000 }
    expect(withEditedVersion(messages, newId(), written)).toBe(messages)
  })
})

describe('a message that is corrected in place', () => {
  it('changes alone, so that nothing else is rendered again', () => {
    const messages = path(3)
    const [first, second, third] = messages
    if (!first || !second || !third) throw new Error('no messages')
    const next = withCorrected(messages, second.id, 'Corrected', 7_000)
    expect(next[0]).toBe(first)
    expect(next[1]).toEqual({ ...second, text: 'Corrected', correctedAt: 7_000 })
    expect(next[2]).toBe(third)
  })

  it('does not count as corrected when its text stays the same', () => {
    const messages = path(1)
    const [only] = messages
    if (!only) throw new Error('no message')
    expect(withCorrected(messages, only.id, only.text, 7_000)[0]).toBe(only)
  })
})

describe('what is in the way of an edit', () => {
  const free = { modelId: 'local:starter' as ModelId, answering: false, spent: false }

  it('is for both buttons that nothing is written, or that an answer is being written', () => {
    expect(editObstacles(' \n', free)).toMatchObject({ send: expect.any(String), save: expect.any(String) })
    const answering = editObstacles('A text', { ...free, answering: true })
    expect(answering.send).toMatch(/answer is being written/u)
    expect(answering.save).toBe(answering.send)
  })

  it('is for sending alone that no model is chosen: a typo is corrected without one', () => {
    const { save, send } = editObstacles('A text', { ...free, modelId: null })
    expect(send).toMatch(/model/u)
    expect(save).toBeNull()
  })

  it('is for both that the text is longer than the contract takes', () => {
    const { save, send } = editObstacles('a'.repeat(200_001), { ...free, modelId: null })
    expect(send).toMatch(/Too long by 1 /u)
    expect(save).toBe(send)
  })
})

describe('a deletion', () => {
  it('needs no question when only the message itself goes', () => {
    expect(isAlone({ messages: 1, wholeConversation: false })).toBe(true)
    expect(isAlone({ messages: 1, wholeConversation: true })).toBe(false)
    expect(isAlone({ messages: 2, wholeConversation: false })).toBe(false)
  })

  it('says exactly what goes', () => {
    expect(deletionQuestion({ messages: 2, wholeConversation: false })).toBe(
      'Delete this message and the one that follows it?',
    )
    expect(deletionQuestion({ messages: 8, wholeConversation: false })).toBe(
      'Delete this message and the 7 that follow it, in all versions?',
    )
    expect(deletionQuestion({ messages: 1_200, wholeConversation: true })).toMatch(/whole chat.*1,200/u)
    expect(deletionNote({ messages: 1, wholeConversation: false })).toBe('Message deleted.')
    expect(deletionNote({ messages: 8, wholeConversation: false })).toBe('8 messages deleted.')
    expect(deletionNote({ messages: 8, wholeConversation: true })).toBe('Chat deleted')
  })
})

describe('another branch', () => {
  const shown = (messages: readonly Message[]) => shownMessages(messages, [])

  it('is shown when a message in the midst is replaced, with more below: the list stays where it is', () => {
    const before = path(6)
    const other = message({ parentId: before[1]?.id ?? null, depth: 2, role: 'user' })
    const below = message({ parentId: other.id, depth: 3 })
    expect(isOtherBranch(shown(before), shown([...before.slice(0, 2), other, below]))).toBe(true)
  })

  it('is not what sending, a first answer, or earlier messages above lead to', () => {
    const whole = path(8)
    const before = whole.slice(2, 6)
    expect(isOtherBranch([], shown(before))).toBe(false)
    expect(isOtherBranch(shown(before), shown(whole.slice(2)))).toBe(false)
    expect(isOtherBranch(shown(before), shown(whole.slice(0, 6)))).toBe(false)
  })

  it('is not what an answer that is written anew leads to: its end is what the person waits for', () => {
    const before = path(4)
    const again = message({ parentId: before[2]?.id ?? null, depth: 3, state: 'streaming' })
    expect(isOtherBranch(shown(before), shown([...before.slice(0, 3), again]))).toBe(false)
    const question = message({ parentId: before[1]?.id ?? null, depth: 2, role: 'user' })
    const answer = message({ parentId: question.id, depth: 3, state: 'streaming' })
    expect(isOtherBranch(shown(before), shown([...before.slice(0, 2), question, answer]))).toBe(false)
  })
})
