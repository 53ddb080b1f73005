import {
  mostMessages,
  portableConversation,
  portableFolder,
  portableMessage,
  type PortableConversation,
  type PortableFolder,
  type PortableHead,
  type PortableMessage,
} from '../portable.ts'
import type { Problems } from '../problems.ts'
import { interrupted, storable } from '../tree.ts'
import { isRecord, textOf, type Json } from './json.ts'

/*
 * Confab's own format: one JSON object with `format` and `version` first, then what made it, then `folders` (each
 * after the one it is in), then `conversations`. It is written and read as it comes, never held whole.
 */

export const formatName = 'confab'
/** Of the format. A reader refuses a newer one: what it does not know it would lose. */
export const version = 1

/** Everything before the first chat. */
export function fileStart(
  application: string,
  exportedAt: number,
  folders: readonly PortableFolder[],
): string {
  const head = JSON.stringify({ format: formatName, version, exportedAt, application, folders })
  return `${head.slice(0, -1)},"conversations":[`
}

/** A chat up to its first message; `isFirst` in the file. */
export function conversationStart(head: PortableHead, isFirst: boolean): string {
  return `${isFirst ? '\n' : ',\n'}${JSON.stringify(head).slice(0, -1)},"messages":[`
}

/** A message; `isFirst` in its chat. */
export function messageText(message: PortableMessage, isFirst: boolean): string {
  return `${isFirst ? '\n ' : ',\n '}${JSON.stringify(message)}`
}

export const conversationEnd = ']}'
export const fileEnd = '\n]}\n'

/** One after the other up to the first that is none: what is wrong with a million of them would fill the memory. */
function messagesOf(given: Json | undefined): readonly PortableMessage[] | null {
  if (!Array.isArray(given) || given.length > mostMessages) return null
  const messages: PortableMessage[] = []
  for (const one of given) {
    const parsed = portableMessage.safeParse(one)
    if (!parsed.success) return null
    messages.push(parsed.data)
  }
  return messages
}

/** A chat of a file of this format; null, with a problem, for what is none. */
export function readConversation(value: Json, problems: Problems): PortableConversation | null {
  const { messages: given, ...head } = isRecord(value) ? value : {}
  const parsed = portableConversation.safeParse({ ...head, messages: [] })
  const listed = parsed.success ? messagesOf(given) : null
  const messages = listed && storable(listed)
  if (!parsed.success || !messages) {
    problems.add('chat-unreadable', textOf(value, 'title'))
    return null
  }
  return { ...parsed.data, messages: messages.map(interrupted) }
}

export function readFolder(value: Json, problems: Problems): PortableFolder | null {
  const parsed = portableFolder.safeParse(value)
  if (parsed.success) return parsed.data
  problems.add('folder-unreadable', textOf(value, 'name'))
  return null
}
