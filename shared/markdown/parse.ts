/** From the Markdown of one block to the tree that is painted or written. Runs in the page, in a worker and in a process. */
import type { ElementContent, Root } from 'hast'
import type { FootnoteDefinition, Root as MarkdownRoot } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { toHast, type Handler } from 'mdast-util-to-hast'
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly'
import { gfm } from 'micromark-extension-gfm'
import { cutNesting } from './cutNesting.ts'
import { labelKey } from './block.ts'
import { boundTree, mostNodes } from './boundedTree.ts'
import { setHtml } from './htmlSubset.ts'
import { mathsSyntax } from './mathsSyntax.ts'
import { mathsTree, type Maths } from './mathsTree.ts'

/** The later ones come first where two may begin at the same character. */
const syntax = [gfm(), cjkFriendlyExtension(), mathsSyntax]
const gfmTree = gfmFromMarkdown()

/** Footnotes are shown at the end of the whole text, not of their block. */
function withoutNotes(root: MarkdownRoot): void {
  root.children = root.children.filter(({ type }) => type !== 'footnoteDefinition')
}

const maths: Handler = (_state, { marks, value }: Maths): ElementContent => ({
  type: 'element',
  tagName: 'span',
  properties: {
    dataMaths: marks.display ? 'display' : 'inline',
    dataOpening: marks.opening,
    dataClosing: marks.closing,
  },
  children: [{ type: 'text', value }],
})

const footnoteReference: Handler = (_state, node: { identifier: string }): ElementContent => ({
  type: 'element',
  tagName: 'sup',
  properties: { dataFootnote: labelKey(node.identifier) },
  children: [],
})

/** One within a quote or a list stays there, as it is written: nobody gathers it. */
const footnoteDefinition: Handler = (state, node: FootnoteDefinition): ElementContent[] => {
  const label = { type: 'text', value: `[^${node.label ?? node.identifier}]: ` } as const
  const content = state.all(node)
  const [first] = content
  if (first?.type !== 'element' || first.tagName !== 'p') return [label, ...content]
  first.children.unshift(label)
  return content
}

const handlers = { maths, footnoteReference, footnoteDefinition }

/**
 * @param source one block, and behind it the definitions that it refers to
 * @param most how many nodes the tree may have
 * @throws TreeTooLarge
 */
export function parse(source: string, most = mostNodes): Root {
  const text = cutNesting(source)
  const tree = fromMarkdown(text, {
    extensions: syntax,
    mdastExtensions: [
      { transforms: [(root) => boundTree(root, text, most)] },
      gfmTree,
      mathsTree,
      { transforms: [withoutNotes, setHtml] },
    ],
  })
  const set = toHast(tree, { handlers })
  return set.type === 'root' ? set : { type: 'root', children: [] }
}
