import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noBlocks, splitBlocks } from '../../renderer/markdown/blocks.ts'

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
  '    indented\n',
  '| a | b |\n',
  '| - | - |\n',
  '---\n',
  '===\n',
  '<div>\n',
  '</div>\n',
  '**bold',
  '[ref]: https://example.org\n',
  '\r\n',
  '$ % \\ *',
]

const markdown = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''))

describe('splitting Markdown into blocks', () => {
  it('loses no word', () => {
    const words = (text: string): string => text.replaceAll(/\s+/gu, '')
    fc.assert(
      fc.property(markdown, (text) => {
        expect(words(splitBlocks(text).blocks.join(''))).toBe(words(text))
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

  it('starts anew when the text is another one', () => {
    const before = splitBlocks('One\n\nTwo\n\nThree\n\nFour')
    expect(splitBlocks('Other\n\ntext', before).blocks).toEqual(['Other\n\n', 'text'])
  })
})
