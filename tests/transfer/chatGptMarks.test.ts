import { describe, expect, it } from 'vitest'
import { withoutEarlyMarks, withoutMarks } from '../../electron/core/transfer/formats/chatGptMarks.ts'
import type { JsonRecord } from '../../electron/core/transfer/formats/json.ts'

/** A mark as ChatGPT's page writes it. */
function mark(...parts: readonly string[]): string {
  return `\u{e200}${parts.join('\u{e202}')}\u{e201}`
}

const nothing: JsonRecord = {}

describe("ChatGPT's marks", () => {
  it.each([
    ['cite', ['turn0search1'], ''],
    ['filecite', ['turn0file0', 'L1-L2'], ''],
    ['entity', ['["city","Lahore",2]'], 'Lahore'],
    ['entity', ['["city"'], ''],
    ['products', ['{"selections":[["turn0product1","Kettle"],["turn0product2","Pot"]]}'], 'Kettle, Pot'],
    ['link_title', ['Guide', 'turn3view0'], 'Guide'],
    ['url', ['Bad', 'javascript:alert(1)'], 'Bad'],
    ['url', ['', 'https://example.org/a'], '<https://example.org/a>'],
    ['image_group', ['{"query":["iron age","bronze"]}'], '[Images: iron age, bronze]'],
    ['finance', ['turn0finance0'], ''],
    ['', [], ''],
    ['hologram', ['{"deep":{"title":"Deep"}}'], 'Deep'],
  ] as const)('become what they name: %s %j', (kind, parts, text) => {
    const said = withoutMarks(`a ${mark(kind, ...parts)} b`, nothing)
    expect(said).toBe(`a ${text} b`)
  })

  it('become the names and addresses of what they point to', () => {
    const cite = mark('cite', 'turn0search1', 'turn0search2')
    const list = mark('navlist', 'News', 'turn0news1')
    const metadata = {
      content_references: [
        { matched_text: cite, items: [{ title: 'A', url: 'https://a.org/(x)' }, { url: 'https://b.org' }] },
        { matched_text: list, items: [{ title: 'N', url: 'https://n.org' }] },
        7,
      ],
    }
    expect(withoutMarks(`${cite}; ${list}`, metadata)).toBe(
      '([A](<https://a.org/(x)>), <https://b.org>); News ([N](<https://n.org>))',
    )
  })

  it('leave nothing of themselves where they are cut off or nested', () => {
    const odd = `a \u{e200}cite\u{e202}turn0 b ${mark('i', mark('cite', 'x'))} \u{e203}c`
    expect(withoutMarks(odd, nothing)).not.toMatch(/[\u{e200}-\u{e206}]/u)
    expect(withoutMarks('a \u{e201} stays \u{e203}', nothing)).toBe('a \u{e201} stays \u{e203}')
  })

  it('count places in characters, and keep the name of a file', () => {
    const citations = [{ start_ix: 3, metadata: { title: 'Page', url: 'https://p.org' } }]
    expect(withoutEarlyMarks('🍎a 【1†source】【2†source】【3†x.pdf】', { citations })).toBe(
      '🍎a  ([Page](<https://p.org>)) (x.pdf)',
    )
  })

  it.each(['\u{e200}', '\u{e200}cite\u{e202}', '【†', '【12†source】', mark('entity', '["a","b"]')])(
    'are read in time by their number: %j',
    (piece) => {
      const text = piece.repeat(50_000)
      expect(withoutMarks(withoutEarlyMarks(text, nothing), nothing).length).toBeLessThan(text.length + 1)
    },
  )
})
