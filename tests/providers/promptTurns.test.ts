import { describe, expect, it } from 'vitest'
import { promptTurns } from '../../electron/core/providers/remote/promptTurns.ts'
import type { PromptMessage } from '../../shared/inference.ts'

const user = (text: string): PromptMessage => ({ role: 'user', text })
const assistant = (text: string): PromptMessage => ({ role: 'assistant', text })

describe('the turns of a prompt', () => {
  it('begin with the person, as servers refuse them otherwise', () => {
    expect(promptTurns([assistant('old'), user('a')])).toEqual([user('a')])
  })

  it('alternate where an answer failed and was left out', () => {
    expect(promptTurns([user('a'), user('b'), assistant('c'), user('d')])).toEqual([
      user('a\n\nb'),
      assistant('c'),
      user('d'),
    ])
  })

  it('end with the wish to go on where an answer is the last, and keep that answer', () => {
    const goOn = user(expect.stringContaining('exactly where its text ends'))
    expect(promptTurns([assistant('old'), user('a'), assistant('b')])).toEqual([
      user('a'),
      assistant('b'),
      goOn,
    ])
    expect(promptTurns([assistant('b')])).toEqual([assistant('b'), goOn])
  })
})
