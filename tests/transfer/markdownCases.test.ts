/** What the window sets right is right in a page that is exported, too. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { htmlWithinBounds, safeHtml } from '../../electron/core/transfer/formats/safeHtml.ts'
import { repository } from '../support/folders.ts'

function caseOf(name: string): string {
  return safeHtml(readFileSync(path.join(repository, 'tests', 'cases', 'markdown', name), 'utf8'))
}

describe('the cases of Markdown in an exported page', () => {
  it('resolve reference links and footnotes over the whole text', () => {
    const page = caseOf('md-refs-min.md')
    expect(page).toContain('<a href="https://example.org/paper" rel="noopener noreferrer">the paper</a>')
    expect(page).toContain('a note<sup>[1]</sup>.')
    expect(page).toMatch(/<ol class="footnotes">\n<li><p>This sentence is nowhere to be seen\.<\/p><\/li>/u)
    expect(page).not.toContain('[^')
  })

  it('set emphasis beside Chinese, Japanese and Korean punctuation', () => {
    const page = caseOf('md-cjk.md')
    expect(page).not.toContain('*')
    for (const word of ['“重点”', '注意：', '「重要」', '真。', '강조(emphasis)', '加粗'])
      expect(page).toContain(`<strong>${word}</strong>`)
    expect(page).toContain('<em>斜体。</em>')
  })

  it('tell money from mathematics, and alter nothing of TeX', () => {
    const page = caseOf('md-dollar.md')
    expect(page).toContain(
      'It costs $5 to $10, or US$100 and <strong>$4</strong> each. Only $59(save $100). Shell: <code>$PATH</code> and $HOME.',
    )
    expect(page).toContain('<code class="maths">\\(a^2+b^2=c^2\\)</code>')
    expect(page).toContain('<code class="maths">$x_1 * y_1 * z$</code>')
    expect(page).toContain('<code class="maths display">$$\n\\int_0^1 x\\,dx\n$$</code>')
    expect(page).toContain('<code class="maths display">\\[ E = mc^2 \\]</code>')
    expect(page).toContain('under_score_words and 2*3*4 = 24')
  })

  it('let every link be followed, or show its address', () => {
    const page = caseOf('md-http.md')
    for (const address of ['http://example.org/a', 'http://www.example.org/x', 'mailto:a@b.c'])
      expect(page).toContain(`<a href="${address}" rel="noopener noreferrer">`)
    for (const [label, address] of [
      ['t', 'tel:123'],
      ['rel', '/path'],
      ['anchor', '#x'],
    ])
      expect(page).toContain(`${label} <span class="address">(${address})</span>`)
  })

  it('know a few tags, and show the rest as text', () => {
    const page = caseOf('md-html.md')
    expect(page).toContain('H<sub>2</sub>O and x<sup>2</sup> &amp; &lt;tag&gt;')
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; and <br>\nplus &lt;details&gt;')
    expect(page).toContain('&lt;table&gt;&lt;tr&gt;&lt;td&gt;cell&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;')
    expect(page).toContain('List&lt;String&gt; x = new Map&lt;K,V&gt;(); and a &lt; b &gt; c')
    expect(page).toContain('&lt;think&gt;plan&lt;/think&gt; after')
  })

  it('set tables, also without a blank line before them', () => {
    const page = caseOf('md-table.md')
    expect(page).toContain('<td>a | b</td>')
    expect(page).toContain('<td align="center"><br>\ntwo</td>')
    expect(page).toContain('<p>No blank line before:</p>\n<table>')
  })
})

describe('a text that is exported', () => {
  it.each([
    ['> a\n>\n> [^1]: the *note*', '<p>[^1]: the <em>note</em></p>'],
    ['a\n\n[^unused]: nobody asks', '<li><p>nobody asks</p></li>'],
    [`${'long '.repeat(5_000)}[^1]\n[^1]: far behind`, '<li><p>far behind</p></li>'],
    [`[^1]\n\n${'between\n\n'.repeat(2_500)}[^1]: far behind`, '<sup>[1]</sup>'],
  ])('loses no footnote', (source, shown) => {
    expect(safeHtml(source)).toContain(shown)
  })

  it('has no link in a link where a picture leads somewhere', () => {
    expect(safeHtml('[![built](https://e.org/b.svg)](https://e.org/ci)')).toBe(
      '<p><a href="https://e.org/ci" rel="noopener noreferrer">built</a></p>\n',
    )
  })

  it('puts nothing into code that was never closed', () => {
    const page = safeHtml('[a]: https://e.org/\n\n[a]\n\n```\nb[a]')
    expect(page).toContain('<a href="https://e.org/" rel="noopener noreferrer">a</a>')
    expect(page).toContain('<pre><code>b[a]\n</code></pre>')
  })

  it('in many pieces has each of its words once, in order', () => {
    const words = Array.from({ length: 4_000 }, (_, index) => `w${index}`)
    expect(safeHtml(words.join('\n\n')).match(/w\d+/gu)).toEqual(words)
  })

  it('is left alone where a table would become a thousand times its text', () => {
    const row = (cell: string): string => `|${cell.repeat(1_500)}\n`
    expect(htmlWithinBounds(`${row('a|')}${row('-|')}${'|\n'.repeat(5_000)}`)).toBeNull()
  })
})
