import fc from 'fast-check'
import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, it } from 'vitest'
import { noBlocks, splitBlocks } from '../../shared/markdown/blocks.ts'

const pieces = [
  'word ',
  'two words',
  '\n',
  '\n\n',
  '# ',
  '- item\n',
  '  - nested\n',
  '1. first\n',
  '> quoted\n',
  '```js\n',
  '```\n',
  '~~~~\n',
  '   ```\n',
  '- ```\n',
  '> ```\n',
  '    indented\n',
  '| a | b |\n',
  '| - | - |\n',
  '---\n',
  '===\n',
  '* * *\n',
  '<div>\n',
  '</div>\n',
  '<!-- a\n',
  '-->\n',
  '<pre>\n',
  'x</pre>\n',
  '\n\n<b>\n',
  '**bold',
  '\n\n[ref]: https://example.org\n',
  '\n\n[^n]: note\n',
  '\r\n',
  '\t',
  '  ',
  '$ % \\ *',
]

const markdown = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''))

const sources = (text: string): readonly string[] => splitBlocks(text).blocks.map(({ source }) => source)

/** The blocks of a text as a parser of the whole sees them; lists in a row, which may be set in pieces, are one. */
function outline(texts: readonly string[]): string {
  const shape = (node: Nodes): string => {
    if ('value' in node) return `${node.type}(${node.value.replaceAll(/\s+/gu, ' ').trim()})`
    return 'children' in node ? `${node.type}[${node.children.map(shape).join(' ')}]` : node.type
  }
  return texts
    .flatMap(
      (text) => fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }).children,
    )
    .map(shape)
    .join('\n')
}

describe('splitting Markdown into blocks', () => {
  it('loses nothing', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        expect(sources(text).join('')).toBe(text.replaceAll(/\r\n?/gu, '\n'))
      }),
    )
  })

  it('shows a streamed answer as it shows the stored one', () => {
    fc.assert(
      fc.property(markdown, fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 }), (text, steps) => {
        let split = noBlocks
        let length = 0
        for (let turn = 0; length < text.length; turn += 1) {
          length += steps[turn % steps.length] ?? 1
          split = splitBlocks(text.slice(0, length), split)
        }
        expect(split.blocks).toEqual(splitBlocks(text).blocks)
      }),
      { numRuns: 400 },
    )
  })

  it('goes on where it had stopped, when more blocks are asked for', () => {
    const text = 'a\n\n'.repeat(50)
    const few = splitBlocks(text, noBlocks, 10)
    expect(few.blocks.length).toBe(10)
    expect(splitBlocks(text, few, 10)).toBe(few)
    const more = splitBlocks(`${text}b`, few, 100)
    expect(more.blocks).toEqual(splitBlocks(`${text}b`).blocks)
  })

  it('sets each block as it is set within the whole', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        expect(outline(sources(text))).toBe(outline([text]))
      }),
      { numRuns: 600 },
    )
  })
})
