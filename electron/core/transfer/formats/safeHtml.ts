import { Marked, type Tokens } from 'marked'
import { cutNesting } from '../../../../shared/markdown/cutNesting.ts'
import { escaped, plainHtml } from './plainHtml.ts'

/** UTF-16 code units: what is longer is no message that anybody reads set. */
const longestMarkdown = 1_000_000
/** Of what becomes of it. A table of one wide row and many empty ones would become a thousand times its text. */
const longestHtml = 16_000_000

/** The address of a link that leads to the web or to a mailbox; null for any other, such as `javascript:`. */
function harmless(address: string): string | null {
  const known = URL.canParse(address) ? new URL(address) : null
  return known && ['http:', 'https:', 'mailto:'].includes(known.protocol) ? known.href : null
}

/** `label` is markup already. */
function link(address: string, label: string): string {
  const href = harmless(address)
  return href === null ? label : `<a href="${escaped(href)}" rel="noopener noreferrer">${label}</a>`
}

/** Raw HTML is shown as the text it is, and no picture is fetched: asking for one tells its server who reads. */
const marked = new Marked({
  gfm: true,
  breaks: false,
  async: false,
  renderer: {
    html: (token: Tokens.HTML | Tokens.Tag) =>
      token.block ? plainHtml(token.text.trim()) : escaped(token.text),
    link({ href, tokens }: Tokens.Link) {
      return link(href, this.parser.parseInline(tokens))
    },
    image: ({ href, text }: Tokens.Image) => link(href, escaped(text || href)),
  },
})

/** Markdown that anybody may have written, as HTML that neither runs nor loads anything. */
export function safeHtml(source: string): string {
  return marked.parse(source, { async: false })
}

/**
 * The same within bounds, for a process that may be held and ended by it. Null for what cannot be set: it is too long, or
 * the parser gave up on it.
 */
export function htmlWithinBounds(source: string): string | null {
  if (source.length > longestMarkdown) return null
  try {
    const html = safeHtml(cutNesting(source.replaceAll(/\r\n?/gu, '\n')))
    return html.length > longestHtml ? null : html
  } catch {
    // Nesting of another kind than is cut exhausts the stack; the text is shown as it is, and counted.
    return null
  }
}
