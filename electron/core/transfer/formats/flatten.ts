import type { ForeignNode } from './foreignNode.ts'

/*
 * Trees of other programs hold what ours has no place for: nodes that say nothing, what systems and tools said, and
 * answers below answers (a model that thinks, calls a tool and goes on). Nodes that say nothing are passed over.
 * Answers in a row become one; where such a row divides, each way through it is a version of the answer of its own.
 */

/** A message as it is kept. */
export interface Flat {
  /** That of the last node in it: an answer that has grown since is another version. */
  readonly id: string
  readonly parentId: string | null
  readonly role: 'user' | 'assistant'
  readonly text: string
  readonly reasoning: string
  readonly createdAt: number
  readonly modelName: string | null
  readonly ending: ForeignNode['ending']
}

export interface Flattened {
  /** Each message after what it hangs on, versions in the order of the file. */
  readonly messages: readonly Flat[]
  /** The message that a node has become, or part of; itself where it is none of the tree's. */
  messageOf(nodeId: string): string
}

type Nodes = ReadonlyMap<string, ForeignNode>
type Children = ReadonlyMap<string | null, readonly ForeignNode[]>

/** Nodes at which ways that run in a circle are to be opened. */
function openings(nodes: Nodes): ReadonlySet<string> {
  const seen = new Set<string>()
  const opened = new Set<string>()
  for (const node of nodes.values()) {
    const way = new Set<string>()
    for (let at: ForeignNode | undefined = node; at && !seen.has(at.id); at = nodes.get(at.parentId ?? '')) {
      if (way.has(at.id)) {
        opened.add(at.id)
        break
      }
      way.add(at.id)
    }
    for (const id of way) seen.add(id)
  }
  return opened
}

function childrenOf(nodes: Nodes, onOrphan: () => void): Children {
  const opened = openings(nodes)
  const children = new Map<string | null, ForeignNode[]>()
  for (const node of nodes.values()) {
    const isBelow = node.parentId !== null && nodes.has(node.parentId) && !opened.has(node.id)
    if (node.parentId !== null && !isBelow) onOrphan()
    const parent = isBelow ? node.parentId : null
    const list = children.get(parent)
    if (list) list.push(node)
    else children.set(parent, [node])
  }
  return children
}

function says({ reasoning, role, text }: ForeignNode): boolean {
  return role !== null && (text.trim() !== '' || reasoning.trim() !== '')
}

function joined(one: string, other: string): string {
  return one === '' || other === '' ? one + other : `${one}\n\n${other}`
}

/** An answer with what follows it. */
function continued(open: Flat, node: ForeignNode): Flat {
  return {
    ...open,
    id: node.id,
    text: joined(open.text, node.text),
    reasoning: joined(open.reasoning, node.reasoning),
    modelName: node.modelName ?? open.modelName,
    ending: node.ending,
  }
}

function begun(node: ForeignNode, parentId: string | null, after: number): Flat {
  const { createdAt, ending, id, modelName, reasoning, text } = node
  const role = node.role === 'user' ? 'user' : 'assistant'
  return { id, parentId, role, text, reasoning, createdAt: createdAt ?? after, modelName, ending }
}

/** The nodes below one that say something, those below silent ones included; `onSilent` is told of the others. */
function speakingBelow(
  id: string | null,
  children: Children,
  onSilent: (id: string) => void,
): readonly ForeignNode[] {
  const speaking: ForeignNode[] = []
  const due = [...(children.get(id) ?? [])].toReversed()
  for (let node = due.pop(); node; node = due.pop()) {
    if (says(node)) speaking.push(node)
    else {
      onSilent(node.id)
      for (const child of (children.get(node.id) ?? []).toReversed()) due.push(child)
    }
  }
  return speaking
}

/** A node on its way to a message: finished where it begins one, else `open` has what it goes on with. */
interface Visit {
  readonly node: ForeignNode
  readonly above: Flat | null
  readonly isContinued: boolean
}

/**
 * The messages of a tree.
 * @param start when the chat began: the time of messages that have none, and nothing above them has
 * @param onOrphan called for each node whose parent is missing or below itself; it goes to the beginning
 */
export function flatten(list: readonly ForeignNode[], start: number, onOrphan: () => void): Flattened {
  const children = childrenOf(new Map(list.map((node) => [node.id, node])), onOrphan)
  const messages: Flat[] = []
  /** Of a node that is no message: one in which it is, or at which the way to it ends. */
  const heirs = new Map<string, string>()
  const below = (id: string | null) => speakingBelow(id, children, (silent) => id && heirs.set(silent, id))
  const due: Visit[] = below(null).map((node) => ({ node, above: null, isContinued: false }))
  due.reverse()
  for (let visit = due.pop(); visit; visit = due.pop()) {
    const { above, isContinued, node } = visit
    const flat =
      above && isContinued
        ? continued(above, node)
        : begun(node, above?.id ?? null, above?.createdAt ?? start)
    const isRow = (child: ForeignNode): boolean => flat.role === 'assistant' && child.role === 'assistant'
    const next = below(node.id)
    // What is only the beginning of other answers is none of its own.
    const onward = next.every(isRow) ? next[0] : undefined
    if (onward) heirs.set(node.id, onward.id)
    else messages.push(flat)
    for (const child of next.toReversed()) due.push({ node: child, above: flat, isContinued: isRow(child) })
  }
  return { messages, messageOf: (id) => lastHeir(heirs, id) }
}

function lastHeir(heirs: ReadonlyMap<string, string>, id: string): string {
  let at = id
  for (let next = heirs.get(at); next !== undefined; next = heirs.get(at)) at = next
  return at
}
