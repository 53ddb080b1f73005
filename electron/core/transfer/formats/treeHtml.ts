/**
 * The tree of a text that anybody may have written, as HTML that neither runs nor loads anything. Only the elements and
 * attributes that are named here are ever written; of any other element, what stands in it.
 */
import type { Element, Nodes } from 'hast'
import { isExternalLink } from '../../../../shared/links.ts'
import { escaped } from './plainHtml.ts'

/** Written without an attribute. */
const bare: ReadonlySet<string> = new Set(
  'h1 h2 h3 h4 h5 h6 blockquote ul li em strong del pre table thead tbody tr sub sup kbd'.split(' '),
)
/** Nothing stands in them. */
const empty: ReadonlySet<string> = new Set(['br', 'hr'])
const alignments: ReadonlySet<unknown> = new Set(['left', 'center', 'right'])

/** What footnotes are called by their labels. */
export type NoteNumbers = ReadonlyMap<string, number>

/** Where a link may not be followed, its address is shown. `label` is markup already. */
function link(address: string, label: string): string {
  if (isExternalLink(address)) return `<a href="${escaped(address)}" rel="noopener noreferrer">${label}</a>`
  const shown = escaped(address)
  return shown === '' || shown === label ? label : `${label} <span class="address">(${shown})</span>`
}

/** The TeX as it is written, for whoever reads the page or takes it from there. */
function maths({ properties }: Element, tex: string): string {
  const { dataClosing, dataMaths, dataOpening } = properties
  const classes = dataMaths === 'display' ? 'maths display' : 'maths'
  return `<code class="${classes}">${escaped(String(dataOpening))}${tex}${escaped(String(dataClosing))}</code>`
}

function superscript({ properties }: Element, numbers: NoteNumbers, content: string): string {
  const label = properties['dataFootnote']
  if (typeof label !== 'string') return `<sup>${content}</sup>`
  const number = numbers.get(label)
  return number === undefined ? escaped(`[^${label}]`) : `<sup>[${number}]</sup>`
}

function classOf({ properties, tagName }: Element): string {
  const names = Array.isArray(properties['className']) ? properties['className'].map(String) : []
  if (tagName === 'p') return names.includes('plain-text') ? ' class="plain"' : ''
  const language = names.find((name) => name.startsWith('language-'))
  return language === undefined ? '' : ` class="${escaped(language)}"`
}

function element(node: Element, numbers: NoteNumbers): string {
  const { properties, tagName } = node
  const content = node.children.map((child) => treeHtml(child, numbers)).join('')
  const text = (name: string): string => String(properties[name] ?? '')
  switch (tagName) {
    case 'a':
      // A picture in a link would be a link in a link, which a browser takes apart.
      return link(text('href'), content.replaceAll(/<\/?a\b[^>]*>/gu, ''))
    case 'img':
      return link(text('src'), escaped(text('alt') || text('src')))
    case 'input':
      return properties['checked'] === true ? '☑' : '☐'
    case 'span':
      return maths(node, content)
    case 'sup':
      return superscript(node, numbers, content)
    case 'p':
    case 'code':
      return `<${tagName}${classOf(node)}>${content}</${tagName}>`
    case 'ol': {
      const { start } = properties
      return `<ol${typeof start === 'number' ? ` start="${start}"` : ''}>${content}</ol>`
    }
    case 'td':
    case 'th': {
      const { align } = properties
      return `<${tagName}${alignments.has(align) ? ` align="${String(align)}"` : ''}>${content}</${tagName}>`
    }
    default:
      if (empty.has(tagName)) return `<${tagName}>`
      return bare.has(tagName) ? `<${tagName}>${content}</${tagName}>` : content
  }
}

/** @param node of a tree of bounded depth */
export function treeHtml(node: Nodes, numbers: NoteNumbers): string {
  if (node.type === 'text') return escaped(node.value)
  if (node.type === 'element') return element(node, numbers)
  return 'children' in node ? node.children.map((child) => treeHtml(child, numbers)).join('') : ''
}
