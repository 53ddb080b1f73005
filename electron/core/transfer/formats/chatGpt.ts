import type { IncomingConversation } from '../portable.ts'
import type { Problems } from '../problems.ts'
import { Canvases } from './chatGptCanvas.ts'
import { chatGptContent } from './chatGptContent.ts'
import { fromForeign, plausibleTime } from './foreign.ts'
import type { ForeignNode } from './foreignNode.ts'
import { isRecord, isTrue, numberOf, recordOf, textOf, type Json, type JsonRecord } from './json.ts'

/*
 * ChatGPT's export: `conversations.json` (or, lately, several `conversations-000.json`), a list of chats, each with a
 * `mapping` of node ids to nodes with `parent`, `children` and `message`, and with the `current_node` that was shown.
 * Times are seconds. The format is described nowhere by its makers; this follows what people who read exports wrote
 * down of them (2023 to 2026).
 */

function timeOf(value: Json | undefined, key: string): number | null {
  const seconds = numberOf(value, key)
  return seconds === null ? null : plausibleTime(seconds * 1_000)
}

/** Hidden messages carry what ChatGPT adds by itself: instructions and context of every chat. */
function isHidden(message: JsonRecord): boolean {
  const kind = textOf(message['content'], 'content_type')
  return (
    isTrue(message['metadata'], 'is_visually_hidden_from_conversation') ||
    isTrue(message['metadata'], 'is_user_system_message') ||
    kind === 'user_editable_context' ||
    kind === 'model_editable_context'
  )
}

function endingOf(message: JsonRecord): ForeignNode['ending'] {
  const finish = textOf(recordOf(message['metadata'], 'finish_details'), 'type')
  if (finish === 'max_tokens') return 'length'
  const wasStopped = finish === 'interrupted' || textOf(message, 'status') === 'in_progress'
  return wasStopped ? 'stopped' : null
}

/** What a tool said is left out, but for pictures that it made: they were part of the answer. */
function roleOf(message: JsonRecord): ForeignNode['role'] {
  const role = textOf(message['author'], 'role')
  if (isHidden(message)) return null
  if (role === 'user' || role === 'assistant') return role
  return role === 'tool' && textOf(message['content'], 'content_type') === 'multimodal_text'
    ? 'assistant'
    : null
}

const silent = {
  role: null,
  text: '',
  reasoning: '',
  createdAt: null,
  modelName: null,
  ending: null,
} as const

interface Chat {
  readonly title: string
  readonly canvases: Canvases
}

function nodeOf(id: string, node: Json, { canvases, title }: Chat, problems: Problems): ForeignNode {
  const parentId = textOf(node, 'parent') || null
  const message = recordOf(node, 'message')
  const role = roleOf(message)
  if (role === null) {
    if (textOf(message['author'], 'role') === 'tool') problems.add('tool-left-out', title)
    return { id, parentId, ...silent }
  }
  return {
    id,
    parentId,
    role,
    ...chatGptContent(message, canvases.textOf(id, message), (kind) => problems.add(kind, title)),
    createdAt: timeOf(message, 'create_time'),
    modelName: role === 'assistant' ? textOf(message['metadata'], 'model_slug') || null : null,
    ending: endingOf(message),
  }
}

/** A chat of ChatGPT's export; null, with a problem, for one that says nothing. */
export function readChatGpt(chat: JsonRecord, problems: Problems): IncomingConversation | null {
  const title = textOf(chat, 'title')
  const mapping = recordOf(chat, 'mapping')
  const canvases = new Canvases(mapping)
  const nodes = Object.entries(mapping)
    .filter(([, node]) => isRecord(node))
    .map(([id, node]) => nodeOf(id, node, { canvases, title }, problems))
  const conversation = {
    source: 'chatgpt',
    id: textOf(chat, 'conversation_id') || textOf(chat, 'id'),
    title,
    createdAt: timeOf(chat, 'create_time'),
    updatedAt: timeOf(chat, 'update_time'),
    isArchived: isTrue(chat, 'is_archived'),
    isPinned: isTrue(chat, 'is_starred'),
    modelName: textOf(chat, 'default_model_slug') || null,
    nodes,
    currentId: textOf(chat, 'current_node') || null,
  } as const
  return fromForeign(conversation, problems)
}
