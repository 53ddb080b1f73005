/**
 * The few tags that models write in Markdown for want of a mark of its own; any other is shown as the text it is.
 * Nothing of it ever becomes markup by itself: `<sub>` makes a node as `*` does.
 */
import type { Html, Nodes, Parents, PhrasingContent } from 'mdast'

const tag = /^<(?<slash>\/?)(?<name>sub|sup|kbd)[ \t]*>$/iu
const lineBreak = /^<br[ \t]*\/?>$/iu
const comment = /<!--(?:(?!-->)[^])*-->/gu

/** So many tags may stand in each other. */
const deepest = 8

interface OpenTag {
  readonly name: string
  /** Where it stands among the nodes that were made. */
  readonly at: number
}

/** A closing tag makes a node of what stands since its opening one, which was text until then. */
function close(made: PhrasingContent[], open: OpenTag[], name: string): boolean {
  const from = open.findLastIndex((one) => one.name === name)
  const opening = open[from]
  if (!opening) return false
  open.length = from
  const children = made.splice(opening.at).slice(1)
  made.push({ type: 'emphasis', data: { hName: name }, children })
  return true
}

function inlineNodes(children: readonly PhrasingContent[]): PhrasingContent[] {
  const made: PhrasingContent[] = []
  const open: OpenTag[] = []
  for (const child of children) {
    if (child.type !== 'html') {
      made.push(child)
      continue
    }
    const { name, slash } = tag.exec(child.value)?.groups ?? {}
    if (lineBreak.test(child.value)) made.push({ type: 'break' })
    else if (name !== undefined && slash === '' && open.length < deepest) {
      open.push({ name: name.toLowerCase(), at: made.length })
      made.push({ type: 'text', value: child.value })
    } else if (name === undefined || !close(made, open, name.toLowerCase())) {
      const value = child.value.replaceAll(comment, '')
      if (value !== '') made.push({ type: 'text', value })
    }
  }
  return made
}

/** A block of HTML as its text; null where nothing is left to show. */
function blockText({ value }: Html): Nodes | null {
  const text = value.replaceAll(comment, '').trim()
  if (text === '' || lineBreak.test(text)) return null
  const data = { hProperties: { className: ['plain-text'] } }
  return { type: 'paragraph', data, children: [{ type: 'text', value: text }] }
}

const phrasing: ReadonlySet<string> = new Set([
  'paragraph',
  'heading',
  'emphasis',
  'strong',
  'delete',
  'link',
  'linkReference',
  'tableCell',
])

function isPhrasing(node: Parents): node is Extract<Parents, { children: PhrasingContent[] }> {
  return phrasing.has(node.type)
}

/** Replaces the nodes of raw HTML in a tree of bounded depth. */
export function setHtml(node: Parents): void {
  if (isPhrasing(node)) {
    if (node.children.some(({ type }) => type === 'html')) node.children = inlineNodes(node.children)
  } else {
    const children = (node.children as Nodes[]).flatMap((child) =>
      child.type === 'html' ? (blockText(child) ?? []) : child,
    )
    node.children = children as typeof node.children
  }
  for (const child of node.children) if ('children' in child) setHtml(child)
}
