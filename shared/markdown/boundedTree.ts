import type { Nodes, Root, Table } from 'mdast'

/** How deep a tree may be: containers are cut before; what is deeper is emphasis in emphasis, links, images. */
const deepest = 250

/** More nodes are not painted unless that is asked for. */
export const mostNodes = 6_000
/** More nodes are never painted: they hold the page whatever is done. */
export const mostNodesAsked = 40_000

/** The text makes a tree of more nodes than may be painted. */
export class TreeTooLarge extends Error {
  override readonly name = 'TreeTooLarge'
}

/** Each row gets as many cells as the first has, whatever it is written with. */
function missingCells({ children: rows }: Table): number {
  const columns = rows[0]?.children.length ?? 0
  return rows.reduce((missing, { children }) => missing + Math.max(0, columns - children.length), 0)
}

/** Puts what is nested too deep there as the text it was made of. Without recursion, which it protects. */
export function boundTree(root: Root, source: string, most: number): void {
  const waiting: { readonly node: Nodes; readonly depth: number }[] = [{ node: root, depth: 0 }]
  let count = 0
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { depth, node } = next
    count += 1
    if (count > most) throw new TreeTooLarge()
    if (!('children' in node)) continue
    if (node.type === 'table') count += missingCells(node)
    if (depth >= deepest) {
      const { end, start } = node.position ?? {}
      node.children = [{ type: 'text', value: source.slice(start?.offset, end?.offset) }]
      continue
    }
    for (const child of node.children) waiting.push({ node: child, depth: depth + 1 })
  }
}
