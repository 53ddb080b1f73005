import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainSnippet } from '../../shared/search/plainSnippet.ts'
import { searchQuery } from '../../shared/search/searchQuery.ts'
import { snippetOf } from '../../shared/search/snippet.ts'
import { newSeed } from '../support/newSeed.ts'

const plain = (text: string) => plainSnippet({ text, ranges: [] }).text.replaceAll(/\s+/gu, ' ').trim()

describe('a snippet of an answer', () => {
  it.each([
    ['Like so:\n```python\nprint(1)\n```\nDone', 'Like so: print(1) Done'],
    ['| Bird | Size |\n|---|:---:|\n| Tern | small |', 'Bird Size Tern small'],
    ['…small |\n| Gull | big |', '…small Gull big'],
    ['## The *best* of **all** `things`', 'The *best* of all things'],
    ['> said\n> twice', 'said twice'],
    ['see [the page](https://example.org/a_b) and ![a bird](x.png)', 'see the page and a bird'],
    ['2**3 + 4**5, **kwargs, a || b, __init__, -- x', '2**3 + 4**5, **kwargs, a || b, __init__, -- x'],
    ['a line --- with a dash', 'a line --- with a dash'],
  ])('is %j without its marks', (text, wanted) => {
    expect(plain(text)).toBe(wanted)
  })

  it('keeps what was looked for, also in a mark', () => {
    const text = '```python\n**print** it'
    expect(plainSnippet(snippetOf(text, searchQuery('python')))).toEqual({
      text: '```python\nprint it',
      ranges: [{ start: 3, end: 9 }],
    })
    expect(plainSnippet(snippetOf(text, searchQuery('print')))).toEqual({
      text: '\nprint it',
      ranges: [{ start: 1, end: 6 }],
    })
  })

  it('marks the same words as before, whatever the text', () => {
    const part = fc.constantFrom(
      'tern', 'gull', ' ', '\n', '```', '`', '**', '|', '---', '# ', '> ', '[', '](', ')', '!', '~~~', '北', '👍',
    ) // prettier-ignore
    const text = fc.array(part, { maxLength: 40 }).map((parts) => parts.join(''))
    const property = fc.property(
      text,
      fc.constantFrom('tern', 'gul', '北', 'tern gull'),
      (written, typed) => {
        const before = snippetOf(written, searchQuery(typed))
        const after = plainSnippet(before)
        const wordsOf = ({ ranges, text: whole }: typeof before) =>
          ranges.map(({ end, start }) => whole.slice(start, end))
        expect(wordsOf(after)).toEqual(wordsOf(before))
      },
    )
    fc.assert(property, { numRuns: 2_000, seed: newSeed('plain snippets') })
  })
})
