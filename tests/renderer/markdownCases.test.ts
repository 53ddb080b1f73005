import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Nodes } from 'hast'
import { describe, expect, it } from 'vitest'
import { splitBlocks } from '../../shared/markdown/blocks.ts'
import { fencedCode } from '../../renderer/markdown/CodeBlock.tsx'
import { TreeTooLarge } from '../../shared/markdown/boundedTree.ts'
import { parse } from '../../shared/markdown/parse.ts'
import { definitionsFor, referencesOf } from '../../shared/markdown/references.ts'
import { repository } from '../support/folders.ts'

/** A tree as the text it is made of, with its elements around it. */
function written(node: Nodes): string {
  if (node.type === 'text') return node.value
  if (!('children' in node)) return `!${node.type}`
  const inner = node.children.map(written).join('')
  if (node.type !== 'element') return inner
  const { dataFootnote, dataMaths, href } = node.properties
  const told = dataMaths ?? dataFootnote ?? href
  return `<${node.tagName}${typeof told === 'string' ? ` ${told}` : ''}>${inner}</${node.tagName}>`
}

/** A whole text as it is set: block by block. */
function set(text: string): string {
  const { blocks } = splitBlocks(text)
  const references = referencesOf(blocks)
  return blocks.map(({ source }) => written(parse(source + definitionsFor(source, references)))).join('\n')
}

function caseOf(name: string): string {
  return readFileSync(path.join(repository, 'tests', 'cases', 'markdown', name), 'utf8')
}

describe('the cases of Markdown', () => {
  it('resolves reference links and footnotes over the whole text', () => {
    const text = caseOf('md-refs-min.md')
    expect(set(text)).toContain('<a https://example.org/paper>the paper</a>')
    expect(set(text)).toContain('a note<sup n></sup>')
    expect([...referencesOf(splitBlocks(text).blocks).notes]).toEqual([
      ['n', 'This sentence is nowhere to be seen.\n'],
    ])
  })

  it('leaves a footnote in a quote where it is', () => {
    expect(set('> a[^n]\n>\n> [^n]: the *note*')).toContain('<p>[^n]: the <em>note</em></p>')
  })

  it('numbers footnotes in the order in which they are referred to', () => {
    const text = 'One[^b], two[^a], `[^c]`, one again[^b].\n\n[^a]: A\n\n[^c]: C\n\n[^b]: B\n    more'
    expect([...referencesOf(splitBlocks(text).blocks).notes]).toEqual([
      ['b', 'B\nmore'],
      ['a', 'A\n\n'],
      ['c', 'C\n\n'],
    ])
  })

  it('sets emphasis beside Chinese, Japanese and Korean punctuation', () => {
    const shown = set(caseOf('md-cjk.md'))
    expect(shown).not.toContain('*')
    for (const word of ['“重点”', '注意：', '「重要」', '真。', '강조(emphasis)', '加粗'])
      expect(shown).toContain(`<strong>${word}</strong>`)
  })

  it('tells money from mathematics, and alters nothing of TeX', () => {
    const shown = set(caseOf('md-dollar.md'))
    expect(shown).toContain(
      'It costs $5 to $10, or US$100 and <strong>$4</strong> each. Only $59(save $100).',
    )
    expect(shown).toContain('<code>$PATH</code> and $HOME.')
    expect(shown).toContain('<span inline>a^2+b^2=c^2</span> and <span inline>x_1 * y_1 * z</span>')
    expect(shown).toContain('<span display>\n\\int_0^1 x\\,dx\n</span>')
    expect(shown).toContain('<span display> E = mc^2 </span>')
    expect(shown).toContain('under_score_words and 2*3*4 = 24')
  })

  it.each([
    ['$$\na\n+ b\n- c\n$$', '<span display>\na\n+ b\n- c\n</span>'],
    ['$$x$$ and $y$.', '<p><span display>x</span> and <span inline>y</span>.</p>'],
    ['f\\(x\\) is\n\\[\nx\n= 1\n\\]', '<p>f<span inline>x</span> is</p>\n<span display>\nx\n= 1\n</span>'],
    ['> $$\n> a \\\\ b\n> $$', '<blockquote>\n<span display>\na \\\\ b\n</span>\n</blockquote>'],
    [
      'the $n$th of $\\{a_1, \\dots\\}$',
      '<p>the <span inline>n</span>th of <span inline>\\{a_1, \\dots\\}</span></p>',
    ],
    ['\\[1\\] and $ 5 $', '<p>[1] and $ 5 $</p>'],
    ['$$\nnever closed', '<p>$$\nnever closed</p>'],
    ['`$a$` and \\$b\\$', '<p><code>$a$</code> and $b$</p>'],
    ['$1,000 and $2,000$3', '<p>$1,000 and $2,000$3</p>'],
  ])('sets %j as it is meant', (text, shown) => {
    expect(set(text)).toBe(shown)
  })

  it('keeps every address', () => {
    const shown = set(caseOf('md-http.md'))
    for (const address of [
      'http://example.org/a',
      'http://www.example.org/x',
      'mailto:a@b.c',
      'tel:123',
      '/path',
      '#x',
    ])
      expect(shown).toContain(`<a ${address}>`)
  })

  it('knows a few tags, drops comments and shows the rest', () => {
    const shown = set(caseOf('md-html.md'))
    expect(shown).toContain('H<sub>2</sub>O and x<sup>2</sup> & <tag>')
    expect(shown).toContain('<script>alert(1)</script> and <br></br>\nplus <details>')
    expect(shown).toContain('<table><tr><td>cell</td></tr></table>')
    expect(shown).toContain('List<String> x = new Map<K,V>()')
    expect(shown).toContain('<think>plan</think> after')
    expect(shown).not.toContain('comment text')
    expect(set('<kbd>Ctrl</kbd>+<kbd>C, </sub>*a*')).toBe('<p><kbd>Ctrl</kbd>+<kbd>C, </sub><em>a</em></p>')
  })

  it('sets tables, also without a blank line before them', () => {
    const shown = set(caseOf('md-table.md'))
    expect(shown).toContain('<td>a | b</td>')
    expect(shown).toContain('<td><br></br>\ntwo</td>')
    expect(shown).toContain('<p>No blank line before:</p>\n<table>')
  })
})

describe('what a parser is not asked for', () => {
  it('reads code between fences', () => {
    expect(fencedCode('```js title\na\n\n  b\n```\n\n')).toEqual({ language: 'js', code: 'a\n\n  b\n' })
    expect(fencedCode('  ~~~~\n    a\n~~~\n ~~~~~')).toEqual({ language: '', code: '  a\n~~~\n' })
    expect(fencedCode('```py\na\n``')).toEqual({ language: 'py', code: 'a\n``' })
    expect(fencedCode('```')).toEqual({ language: '', code: '' })
  })

  it('refuses a table of one wide row and many empty ones, each of which would be as wide', () => {
    const row = (cell: string): string => `|${cell.repeat(100)}\n`
    const table = `${row('a|')}${row('-|')}${'|\n'.repeat(100)}`
    expect(() => parse(table)).toThrow(TreeTooLarge)
  })

  it('puts emphasis that is nested too deep there as text', () => {
    const shown = written(parse(`${'*a '.repeat(400)}${'a* '.repeat(400)}`))
    expect(shown.match(/<em>/gu)?.length).toBeLessThan(260)
    expect(shown).toContain('*a *a')
  })
})
