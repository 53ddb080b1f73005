import { describe, expect, it } from 'vitest'
import { instructionText, longestFitting } from '../../electron/inference/prompt.ts'
import { tokenLimits } from '../../shared/tokenLimits.ts'
import type { LocalModelManifest, PromptMessage } from '../../shared/inference.ts'

const first: PromptMessage = { role: 'user', text: 'one' }
const answer: PromptMessage = { role: 'assistant', text: 'two' }
const newest: PromptMessage = { role: 'user', text: 'three' }
const conversation = [first, answer, newest]

/** A prompt of one token for each message. */
const countMessages = (messages: readonly PromptMessage[]) => messages.map(({ text }) => text)

const manifest: LocalModelManifest = {
  name: 'Model',
  description: '',
  task: 'text-generation',
  dtype: 'q8',
  prompt: 'instruction',
  contextTokens: 100,
  maxNewTokens: 30,
}

describe('the text for a model that follows instructions', () => {
  it('is a lone question as it stands', () => {
    expect(instructionText([newest])).toBe('three')
  })

  it('names who said what and leaves the answer open', () => {
    expect(instructionText(conversation)).toBe('User: one\nAssistant: two\nUser: three\nAssistant:')
  })
})

describe('the part of a conversation that fits', () => {
  it('is all of it when there is room', () => {
    expect(longestFitting(conversation, 3, countMessages)).toEqual(['one', 'two', 'three'])
  })

  it('drops the oldest exchange, and the answer without its question with it', () => {
    expect(longestFitting(conversation, 2, countMessages)).toEqual(['three'])
  })

  it('is nothing when the newest message alone is too long', () => {
    expect(longestFitting(conversation, 0, countMessages)).toBeNull()
  })

  it('is found without reading what lies before the first ending that does not fit', () => {
    const long = Array.from({ length: 100 }, () => conversation).flat()
    const read: number[] = []
    longestFitting(long, 2, (messages) => {
      read.push(messages.length)
      return countMessages(messages)
    })
    expect(read).toEqual([1, 3])
  })
})

describe('the limits of tokens', () => {
  it('keep room for the answer where question and answer share it', () => {
    const limits = tokenLimits(manifest)
    expect(limits.input).toBe(70)
    expect(limits.output(70)).toBe(30)
  })

  it('leave half of the room to the question however long the answer may be', () => {
    const limits = tokenLimits({ ...manifest, maxNewTokens: 5_000 })
    expect(limits.input).toBe(50)
    expect(limits.output(20)).toBe(80)
  })

  it('leave an encoder all of its room', () => {
    const limits = tokenLimits({ ...manifest, task: 'text2text-generation' })
    expect(limits.input).toBe(100)
    expect(limits.output(100)).toBe(30)
  })
})
