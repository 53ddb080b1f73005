import type { Message } from '../../shared/contract/conversations.ts'
import type { ConversationId, MessageId } from '../../shared/contract/base.ts'

/** What a conversation should be, kept in memory in the plainest way. */
export interface Node {
  readonly id: MessageId
  /** Null for the root alone. */
  readonly parent: Node | null
  readonly role: Message['role'] | 'root'
  /** Those that are there, oldest first. */
  readonly children: Node[]
  shown: Node | null
  state: Message['state']
  text: string
  /** What it said before, newest first. */
  readonly revisions: string[]
  /** It reached its longest length. */
  cut: boolean
  tokens: number | null
  /** What it was before it was gone on with, while it is. */
  former: Pick<Node, 'state' | 'text' | 'cut'> | null
}

export interface Oracle {
  conversationId: ConversationId | null
  readonly root: Node
  /** All that were ever written, in that order. */
  readonly nodes: Node[]
  /** The last that was taken away and can be brought back. */
  taken: Node | null
  streaming: Node | null
  /** When something is taken away next: what was taken with a message is known by that time. */
  nextRemoval: number
  /** When the conversation was ended; null as long as it goes on. */
  endedAt: number | null
}

type NewNode = Pick<Node, 'id' | 'parent' | 'role' | 'text' | 'state'>

const nodeOf = (node: NewNode): Node => ({
  ...node,
  children: [],
  shown: null,
  revisions: [],
  cut: false,
  tokens: null,
  former: null,
})

export function newOracle(): Oracle {
  const root = nodeOf({ id: 'root' as MessageId, parent: null, role: 'root', text: '', state: 'complete' })
  const none = { conversationId: null, taken: null, streaming: null, endedAt: null }
  return { ...none, root, nodes: [], nextRemoval: 1_000 }
}

/** Adds a node and shows it with all above it. */
export function add(oracle: Oracle, node: NewNode): Node {
  const added = nodeOf(node)
  oracle.nodes.push(added)
  node.parent?.children.push(added)
  select(added)
  if (node.state === 'streaming') writes(oracle, added)
  return added
}

/** An answer is being written, which a conversation that has ended goes on with. */
export function writes(oracle: Oracle, node: Node): void {
  oracle.streaming = node
  oracle.endedAt = null
}

/** The shown path, from the first message. */
export function path(oracle: Oracle): readonly Node[] {
  const found: Node[] = []
  for (let node = oracle.root.shown; node; node = node.shown) found.push(node)
  return found
}

export function select(node: Node): void {
  for (let child = node; child.parent; child = child.parent) child.parent.shown = child
}

/** It and all that is above it are there. */
export function isThere(node: Node): boolean {
  return !node.parent || (node.parent.children.includes(node) && isThere(node.parent))
}

/** How many messages stand below a node, itself among them. */
export function size(node: Node): number {
  return node.children.reduce((sum, child) => sum + size(child), 1)
}

/** Takes a node away with all below it. The version before it, else the one after it, is shown in its place. */
export function take(oracle: Oracle, node: Node): void {
  const { parent } = node
  if (!parent) return
  const index = parent.children.indexOf(node)
  parent.children.splice(index, 1)
  if (parent.shown === node) parent.shown = parent.children[index - 1] ?? parent.children[index] ?? null
  oracle.taken = node
}

/** Puts back what was taken last, in its place, and shows it. */
export function giveBack(oracle: Oracle): void {
  const node = oracle.taken
  if (!node?.parent) return
  node.parent.children.push(node)
  node.parent.children.sort((one, other) => oracle.nodes.indexOf(one) - oracle.nodes.indexOf(other))
  select(node)
  oracle.taken = null
}

/** What the database should answer with for the last messages of the path. */
export function expectedPage(oracle: Oracle, limit: number) {
  const whole = path(oracle)
  const messages = whole.slice(-limit).map((node) => {
    const siblings = node.parent?.children ?? [node]
    const index = siblings.indexOf(node)
    return {
      id: node.id,
      parentId: node.parent?.role === 'root' ? null : node.parent?.id,
      role: node.role,
      text: node.text,
      state: node.state,
      finishReason: node.cut ? 'length' : null,
      outputTokens: node.tokens,
      depth: whole.indexOf(node),
      version: {
        index: index + 1,
        count: siblings.length,
        previousId: siblings[index - 1]?.id ?? null,
        nextId: siblings[index + 1]?.id ?? null,
      },
    }
  })
  return { messages, hasEarlier: whole.length > limit, hasLater: false }
}

/** Ends the answer that is being written. One that was gone on with in vain is what it was. */
export function end(oracle: Oracle, ended: Pick<Node, 'state' | 'text' | 'cut' | 'tokens'>): void {
  const node = oracle.streaming
  if (!node) return
  const { former } = node
  oracle.streaming = null
  node.former = null
  if (former && ended.state !== 'complete' && ended.text === former.text)
    return void Object.assign(node, former)
  const tokens = former ? (node.tokens ?? 0) + (ended.tokens ?? 0) : ended.tokens
  const uncounted = node.tokens === null && ended.tokens === null
  Object.assign(node, ended, { tokens: uncounted ? null : tokens })
}

/** What a model should be asked for an answer. */
export function expectedPrompt(answer: Node, limit: number): readonly string[] {
  const texts: string[] = []
  for (let node = answer.parent; node; node = node.parent) if (node.text !== '') texts.unshift(node.text)
  return texts.slice(-limit)
}
