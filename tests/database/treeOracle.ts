import type { Message } from '../../shared/contract/conversations.ts'
import type { ConversationId, MessageId } from '../../shared/contract/base.ts'

/** What a conversation should be, kept in memory in the plainest way. */
export interface Node {
  readonly id: MessageId
  readonly parent: Node | null
  readonly role: Message['role']
  readonly children: Node[]
  shown: Node | null
  state: Message['state']
  text: string
}

export interface Oracle {
  conversationId: ConversationId | null
  root: Node | null
  readonly nodes: Node[]
  streaming: Node | null
}

export function newOracle(): Oracle {
  return { conversationId: null, root: null, nodes: [], streaming: null }
}

export function add(oracle: Oracle, node: Pick<Node, 'id' | 'parent' | 'role' | 'text' | 'state'>): Node {
  const added: Node = { ...node, children: [], shown: null }
  oracle.nodes.push(added)
  if (node.parent) {
    node.parent.children.push(added)
    node.parent.shown = added
  } else {
    oracle.root = added
  }
  if (node.state === 'streaming') oracle.streaming = added
  return added
}

/** The shown path, from the root. */
export function path(oracle: Oracle): readonly Node[] {
  const found: Node[] = []
  for (let node = oracle.root; node; node = node.shown) found.push(node)
  return found
}

export function select(node: Node): void {
  for (let child = node; child.parent; child = child.parent) child.parent.shown = child
}

/** What the database should answer with for the last messages of the path. */
export function expectedPage(oracle: Oracle, limit: number) {
  const whole = path(oracle)
  const messages = whole.slice(-limit).map((node) => {
    const siblings = node.parent?.children ?? [node]
    const index = siblings.indexOf(node)
    return {
      id: node.id,
      parentId: node.parent?.id ?? null,
      role: node.role,
      text: node.text,
      state: node.state,
      depth: whole.indexOf(node),
      version: {
        index: index + 1,
        count: siblings.length,
        previousId: siblings[index - 1]?.id ?? null,
        nextId: siblings[index + 1]?.id ?? null,
      },
    }
  })
  return { messages, hasEarlier: whole.length > limit }
}

/** What a model should be asked for an answer. */
export function expectedPrompt(answer: Node, limit: number): readonly string[] {
  const texts: string[] = []
  for (let node = answer.parent; node; node = node.parent) if (node.text !== '') texts.unshift(node.text)
  return texts.slice(-limit)
}
