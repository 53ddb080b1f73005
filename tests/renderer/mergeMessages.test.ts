import { describe, expect, it } from 'vitest'
import { mergeMessages } from '../../renderer/conversation/mergeMessages.ts'
import { message, path } from './messages.ts'

describe('merging fetched messages into those that are shown', () => {
  const whole = path(20)

  it('keeps the earlier messages that were loaded by scrolling up', () => {
    const shown = { messages: whole.slice(4), hasEarlier: true, hasLater: false }
    const fetched = { messages: structuredClone(whole.slice(12)), hasEarlier: true, hasLater: false }
    expect(mergeMessages(shown, fetched).messages).toEqual(whole.slice(4))
  })

  it('keeps the objects of unchanged messages, so that they are not rendered again', () => {
    const shown = { messages: whole.slice(10), hasEarlier: true, hasLater: false }
    const changed = { ...structuredClone(whole.slice(10)).at(-1), text: 'More' }
    const fetched = structuredClone(whole.slice(10)).with(9, message(changed))
    const { messages } = mergeMessages(shown, { messages: fetched, hasEarlier: true, hasLater: false })
    expect(messages.slice(0, -1).every((one, index) => one === shown.messages[index])).toBe(true)
    expect(messages.at(-1)?.text).toBe('More')
  })

  it('drops messages of another version of the path', () => {
    const other = message({ depth: 4, parentId: whole[3]?.id ?? null })
    const shown = { messages: whole, hasEarlier: false, hasLater: false }
    const fetched = { messages: [message({ depth: 3 }), other], hasEarlier: true, hasLater: false }
    expect(mergeMessages(shown, fetched)).toEqual(fetched)
  })

  it('notices a new version of a message', () => {
    const [first] = whole
    if (!first) throw new Error('The path is empty.')
    const again = { ...first, version: { ...first.version, count: 2 } }
    const { messages } = mergeMessages(
      { messages: whole, hasEarlier: false, hasLater: false },
      { messages: [again], hasEarlier: false, hasLater: false },
    )
    expect(messages[0]?.version.count).toBe(2)
  })
})
