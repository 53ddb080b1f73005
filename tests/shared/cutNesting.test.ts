import fc from 'fast-check'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, it } from 'vitest'
import { cutNesting, maxNesting } from '../../shared/markdown/cutNesting.ts'

const containers = new Set(['blockquote', 'listItem', 'footnoteDefinition'])

interface Node {
  readonly type: string
  readonly children?: readonly Node[]
}

/** How many containers stand in each other at most; without recursion, for a tree that is too deep for it. */
function depthOf(root: Node): number {
  let deepest = 0
  const waiting: { readonly node: Node; readonly depth: number }[] = [{ node: root, depth: 0 }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const depth = next.depth + (containers.has(next.node.type) ? 1 : 0)
    deepest = Math.max(deepest, depth)
    for (const node of next.node.children ?? []) waiting.push({ node, depth })
  }
  return deepest
}

function nesting(source: string): number {
  return depthOf(fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }))
}

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n')

const deep = {
  quotes: `Here you are:\n${'>'.repeat(1_500)}`,
  'quotes with spaces': `${'> '.repeat(300)}x`,
  bullets: `${'- '.repeat(300)}x`,
  'wide bullets': `${'-   '.repeat(300)}x`,
  numbers: `${'1. '.repeat(300)}x`,
  'a list by its lines': lines(140, (index) => `${'  '.repeat(index)}- x`),
  'a list in a quote by its lines': lines(140, (index) => `> ${'  '.repeat(index)}- x`),
  'a list by tabs': lines(90, (index) => `${'\t'.repeat(index)}- x`),
  'all of them': `${'> - 1) '.repeat(100)}x`,
  footnotes: `${'[^a]: '.repeat(150)}x`,
}

describe('cutting the nesting of Markdown', () => {
  it.each(Object.entries(deep))('bounds %s', (_name, source) => {
    const left = nesting(cutNesting(source))
    expect(left).toBeLessThanOrEqual(maxNesting)
    expect(left).toBeGreaterThan(maxNesting / 3)
  })

  it('bounds whatever is put together', () => {
    const piece = fc.constantFrom(
      '> ',
      '>',
      '- ',
      '1. ',
      '+ ',
      '  ',
      '\t',
      'x',
      '\n',
      '\n\n',
      '[^a]: ',
      '    ',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 150 }), fc.integer({ min: 3, max: 8 }), (pieces, limit) => {
        expect(nesting(cutNesting(pieces.join(''), limit))).toBeLessThanOrEqual(limit)
      }),
      { numRuns: 400 },
    )
  })

  it('leaves alone what nests as people write', () => {
    const usual = `${'> '.repeat(12)}- 1. deep\n\n${lines(20, (index) => `${'    '.repeat(index)}- x`)}\n${'-'.repeat(300)}\n${'* '.repeat(60)}\n${'word '.repeat(400)}`
    expect(cutNesting(usual)).toBe(usual)
  })

  it('shows the same characters', () => {
    expect(cutNesting('>>>>', 2)).toBe(`>>\\>>`)
    expect(cutNesting('1. 1. 1) x', 2)).toBe('1. 1. 1\\) x')
    expect(cutNesting('- - -', 2)).toBe('- - \\-')
  })
})
