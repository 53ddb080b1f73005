import type { MessageId } from '../../../shared/contract/base.ts'
import type { PortableMessage } from './portable.ts'

type Checked = Map<MessageId, PortableMessage>

/** An answer stands below a person's message or at the beginning; a person may write below anything. */
function fits(message: PortableMessage, checked: Checked): boolean {
  if (message.parentId === null) return true
  const parent = checked.get(message.parentId)
  return parent !== undefined && (message.role === 'user' || parent.role === 'user')
}

/** The messages with each parent before its children, otherwise in their order; null where they are no tree. */
function parentsFirst(messages: readonly PortableMessage[]): Checked | null {
  const checked: Checked = new Map()
  const waiting = new Map<MessageId, PortableMessage[]>()
  for (const message of messages) {
    const due = [message]
    for (let next = due.pop(); next; next = due.pop()) {
      if (checked.has(next.id)) return null
      if (next.parentId !== null && !checked.has(next.parentId)) {
        const others = waiting.get(next.parentId)
        if (others) others.push(next)
        else waiting.set(next.parentId, [next])
        continue
      }
      if (!fits(next, checked)) return null
      checked.set(next.id, next)
      for (const child of (waiting.get(next.id) ?? []).toReversed()) due.push(child)
      waiting.delete(next.id)
    }
  }
  return waiting.size === 0 ? checked : null
}

/** One version at most is the shown one among its siblings: of several, the first. */
function oneShown(messages: Iterable<PortableMessage>): readonly PortableMessage[] {
  const decided = new Set<MessageId | null>()
  return Array.from(messages, (message) => {
    if (!message.shown) return message
    if (decided.has(message.parentId)) return { ...message, shown: false }
    decided.add(message.parentId)
    return message
  })
}

/**
 * The messages of a chat as they can be stored, one after the other: parents before children, no answer below an
 * answer, one shown version among siblings. Null where they are no such tree.
 */
export function storable(messages: readonly PortableMessage[]): readonly PortableMessage[] | null {
  const ordered = parentsFirst(messages)
  return ordered && oneShown(ordered.values())
}

/** What a process was still writing when the file was made will not be written any more. */
export function interrupted(message: PortableMessage): PortableMessage {
  if (message.state !== 'streaming') return message
  return { ...message, state: 'interrupted', finishedAt: message.createdAt }
}
