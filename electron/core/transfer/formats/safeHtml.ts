import { Marked, type Tokens } from 'marked'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (character) => entities[character] ?? '')
}

/** The address of a link that leads to the web or to a mailbox; null for any other, such as `javascript:`. */
function harmless(address: string): string | null {
  const known = URL.canParse(address) ? new URL(address) : null
  return known && ['http:', 'https:', 'mailto:'].includes(known.protocol) ? known.href : null
}

/** A text as it is, with its line breaks. */
export function plainHtml(text: string): string {
  return `<p class="plain">${escaped(text)}</p>`
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
