import { describe, expect, it } from 'vitest'
import { startOfEnd } from '../../renderer/conversation/endFirst.ts'
import { shownMessages } from '../../renderer/conversation/shownMessages.ts'
import { message, path } from './messages.ts'

describe('the end of a chat, which is rendered first', () => {
  it('is a few messages of many, enough to fill what is seen', () => {
    const shown = shownMessages(path(40), [])
    const start = startOfEnd(shown, 800)
    // A message of one line takes 90 pixels or more.
    expect(40 - start).toBeGreaterThanOrEqual(8)
    expect(40 - start).toBeLessThan(12)
  })

  it('is one message where that alone fills what is seen, however its lines are broken', () => {
    const broken = message({ text: 'one line\n'.repeat(60) })
    const unbroken = message({ text: 'word '.repeat(1_000) })
    expect(startOfEnd(shownMessages([...path(9), broken], []), 800)).toBe(9)
    expect(startOfEnd(shownMessages([...path(9), unbroken], []), 800)).toBe(9)
  })

  it('is all of it where all of it does not fill what is seen, also where there is nothing', () => {
    expect(startOfEnd(shownMessages(path(3), []), 800)).toBe(0)
    expect(startOfEnd([], 800)).toBe(0)
  })
})
