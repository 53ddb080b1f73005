import { describe, expect, it } from 'vitest'
import type { ListRow } from '../../renderer/chats/listRows.ts'
import { noFocus, rowAfterKey, tabStopOf } from '../../renderer/chats/rowSteps.ts'
import type { ConversationId } from '../../shared/contract/base.ts'

const place = { kind: 'recent' } as const
const heading = (text: string): ListRow => ({
  kind: 'heading',
  key: `heading ${text}`,
  text,
  place: 'recent',
})
/** A row that can have the focus, and one button only. */
const row = (key: string): ListRow => ({ kind: 'more', key, place, level: 0 })

const rows = [heading('Today'), row('a'), row('b'), heading('Yesterday'), row('c'), row('d')]
const id = (key: string) => key as ConversationId

describe('the row that the Tab key goes to', () => {
  it('is the open chat at first, else the first row', () => {
    expect(tabStopOf(rows, noFocus, id('c'))).toBe(4)
    expect(tabStopOf(rows, noFocus, null)).toBe(1)
    expect(tabStopOf(rows, noFocus, id('not listed'))).toBe(1)
    expect(tabStopOf([heading('Today')], noFocus, null)).toBe(-1)
    expect(tabStopOf([], noFocus, null)).toBe(-1)
  })

  it('is the one that had the focus last, wherever it stands now', () => {
    expect(tabStopOf(rows, { key: 'd', index: 1 }, id('a'))).toBe(5)
  })

  it('is what stands in its place once it is gone, or the last one', () => {
    expect(tabStopOf(rows, { key: 'gone', index: 2 }, id('a'))).toBe(2)
    expect(tabStopOf(rows, { key: 'gone', index: 3 }, null)).toBe(4)
    expect(tabStopOf(rows, { key: 'gone', index: 9 }, null)).toBe(5)
    expect(tabStopOf([...rows, heading('Older')], { key: 'gone', index: 6 }, null)).toBe(5)
  })
})

describe('the keys in the list', () => {
  const after = (from: number, key: string, page = 2) => rowAfterKey(rows, from, key, page)

  it('go from row to row, past the headings, and no further than the ends', () => {
    expect([after(1, 'ArrowDown'), after(2, 'ArrowDown'), after(5, 'ArrowDown')]).toEqual([2, 4, 5])
    expect([after(4, 'ArrowUp'), after(2, 'ArrowUp'), after(1, 'ArrowUp')]).toEqual([2, 1, 1])
  })

  it('go to the ends, and by pages', () => {
    expect([after(4, 'Home'), after(1, 'End')]).toEqual([1, 5])
    expect([after(1, 'PageDown'), after(2, 'PageDown'), after(4, 'PageDown', 10)]).toEqual([2, 4, 5])
    expect([after(5, 'PageUp'), after(4, 'PageUp'), after(2, 'PageUp', 10)]).toEqual([4, 2, 1])
  })

  it('go on also where a page is no longer than a heading', () => {
    expect([after(2, 'PageDown', 1), after(4, 'PageUp', 1)]).toEqual([4, 2])
  })

  it('are no others', () => {
    expect([after(1, 'Enter'), after(1, 'a'), after(1, 'Tab')]).toEqual([null, null, null])
  })
})
