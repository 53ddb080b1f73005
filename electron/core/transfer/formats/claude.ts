import type { IncomingConversation } from '../portable.ts'
import type { Problems } from '../problems.ts'
import { claudeContent } from './claudeContent.ts'
import { fromForeign, plausibleTime } from './foreign.ts'
import type { ForeignNode } from './foreignNode.ts'
import { isRecord, isTrue, listOf, textOf, type Json, type JsonRecord } from './json.ts'

/*
 * Claude's export: `conversations.json`, a list of chats with `chat_messages` in the order of time. Lately each says
 * what it answers to (`parent_message_uuid`; a UUID of zeros at the beginning), which makes a tree of them; before,
 * they simply follow each other. Times are ISO 8601. As with ChatGPT's, this follows what readers of exports wrote
 * down (2024 to 2026).
 */

/** What the first message of a chat names as its parent. */
const beginning = /^0{8}-0{4}-[04]0{3}-[08]0{3}-0{12}$/u

function timeOf(value: Json | undefined, key: string): number | null {
  const text = textOf(value, key)
  return text === '' ? null : plausibleTime(Date.parse(text))
}

const roles: Readonly<Record<string, ForeignNode['role']>> = {
  human: 'user',
  user: 'user',
  assistant: 'assistant',
}

function endingOf(message: JsonRecord): ForeignNode['ending'] {
  const reason = textOf(message, 'stop_reason')
  if (reason === 'max_tokens') return 'length'
  return reason === 'user_canceled' ? 'stopped' : null
}

function nodeOf(
  message: JsonRecord,
  place: Pick<ForeignNode, 'id' | 'parentId'>,
  chat: string,
  problems: Problems,
): ForeignNode {
  const sender = textOf(message, 'sender')
  const role = (Object.hasOwn(roles, sender) ? roles[sender] : null) ?? null
  if (role === null) problems.add('message-unreadable', chat)
  return {
    ...place,
    role,
    ...claudeContent(message, (kind) => problems.add(kind, chat)),
    createdAt: timeOf(message, 'created_at'),
    modelName: role === 'assistant' ? textOf(message, 'model') || null : null,
    ending: endingOf(message),
  }
}

/** Where the messages stand: by what they say of their parents, or each below the one before it. */
function nodesOf(chat: JsonRecord, title: string, problems: Problems): readonly ForeignNode[] {
  const messages = listOf(chat, 'chat_messages').filter(isRecord)
  const ids = messages.map((message, index) => textOf(message, 'uuid') || `message ${index}`)
  const isTree = messages.some((message) => textOf(message, 'parent_message_uuid') !== '')
  return messages.map((message, index) => {
    const named = textOf(message, 'parent_message_uuid')
    const isFirst = beginning.test(named) || (named === '' && index === 0)
    const before = ids[index - 1] ?? null
    const parentId = isFirst ? null : isTree && named !== '' ? named : before
    return nodeOf(message, { id: ids[index] ?? '', parentId }, title, problems)
  })
}

/** A chat of Claude's export; null, with a problem, for one that says nothing. */
export function readClaude(chat: JsonRecord, problems: Problems): IncomingConversation | null {
  const title = textOf(chat, 'name')
  const nodes = nodesOf(chat, title, problems)
  const conversation = {
    source: 'claude',
    id: textOf(chat, 'uuid'),
    title,
    createdAt: timeOf(chat, 'created_at'),
    updatedAt: timeOf(chat, 'updated_at'),
    isArchived: false,
    isPinned: isTrue(chat, 'is_starred'),
    modelName: textOf(chat, 'model') || null,
    nodes,
    currentId: textOf(chat, 'current_leaf_message_uuid') || null,
  } as const
  return fromForeign(conversation, problems)
}
