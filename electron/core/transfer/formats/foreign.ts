import {
  conversationId,
  messageId,
  modelId,
  type ConversationId,
  type MessageId,
} from '../../../../shared/contract/base.ts'
import { bounds } from '../../../../shared/bounds.ts'
import { foreignModels } from '../../../../shared/foreignModels.ts'
import { firstTitle } from '../../../../shared/title.ts'
import { lastTime, type IncomingConversation, type IncomingMessage } from '../portable.ts'
import type { Problems } from '../problems.ts'
import { asUuid, stableId, stableIdIn } from '../stableId.ts'
import { flatten, type Flat, type Flattened } from './flatten.ts'
import type { ForeignConversation } from './foreignNode.ts'

/** In UTF-16 code units. Each id of the chat is made of it, so a longer one is made short first. */
const longestIdentity = 10_000

const modelPrefix = { chatgpt: 'openai:', claude: 'server-00000000:' } as const
const modelNames = { chatgpt: 'ChatGPT', claude: 'Claude' } as const

/** Only OpenAI's models can be asked under the name that an export gives them. */
function modelOf(source: ForeignConversation['source'], name: string | null) {
  const id = source === 'chatgpt' && name !== null ? `${modelPrefix[source]}${name}` : foreignModels[source]
  const parsed = modelId.safeParse(id)
  return {
    modelId: parsed.success ? parsed.data : modelId.parse(foreignModels[source]),
    modelName: (name ?? '').slice(0, bounds.title.max) || modelNames[source],
  }
}

/** A time that a database can hold; null for any other. */
export function plausibleTime(time: number | null): number | null {
  if (time === null || !Number.isFinite(time)) return null
  const whole = Math.round(time)
  return whole >= 0 && whole <= lastTime ? whole : null
}

function titleOf(given: string, messages: readonly IncomingMessage[]): string {
  const title = given.trim().replaceAll(/\s+/gu, ' ').slice(0, bounds.title.max)
  return title || firstTitle(messages.find(({ text }) => text.trim() !== '')?.text ?? '') || 'Untitled chat'
}

/** The ids of the path that is to be shown, up from its end: where the other program was, else the newest message. */
function pathTo({ messageOf, messages }: Flattened, currentId: string | null): ReadonlySet<string> {
  const byId = new Map(messages.map((message) => [message.id, message]))
  const current = currentId === null ? undefined : byId.get(messageOf(currentId))
  const newest = messages.toSorted((one, other) => one.createdAt - other.createdAt).at(-1)
  const path = new Set<string>()
  for (let at = current ?? newest; at; at = byId.get(at.parentId ?? '')) path.add(at.id)
  return path
}

function answerFields(conversation: ForeignConversation, { createdAt, ending, modelName }: Flat) {
  return {
    ...modelOf(conversation.source, modelName ?? conversation.modelName),
    state: ending === 'stopped' ? ('stopped' as const) : ('complete' as const),
    finishedAt: createdAt,
    finishReason: ending === 'length' ? ('length' as const) : null,
  }
}

const personFields = {
  modelId: null,
  modelName: null,
  state: 'complete',
  finishedAt: null,
  finishReason: null,
} as const

/** Which version is shown among siblings: that of the path, else the newest. Nobody knows what was seen last elsewhere. */
function shownVersions(flat: readonly Flat[], path: ReadonlySet<string>): ReadonlySet<string> {
  const ofParent = new Map<string | null, string>()
  for (const { id, parentId } of flat) {
    const before = ofParent.get(parentId)
    if (before === undefined || !path.has(before)) ofParent.set(parentId, id)
  }
  return new Set(ofParent.values())
}

/**
 * What the ids of a chat are made of: its own, or, where it has none, what tells it from others. Messages alone do not:
 * two chats that were one once have the same.
 */
function identityOf({ createdAt, id, nodes, title }: ForeignConversation): string {
  const identity = id || JSON.stringify([title, createdAt, nodes[0]?.id ?? ''])
  return identity.length > longestIdentity ? stableId(identity) : identity
}

/**
 * The messages of a chat, under ids that are of this chat alone: where a chat was branched off another one, the
 * other program gives both the same messages under the same ids.
 */
function messagesOf(
  conversation: ForeignConversation,
  chatId: ConversationId,
  flattened: Flattened,
): IncomingMessage[] {
  const { currentId, source } = conversation
  const identity = identityOf(conversation)
  const shown = shownVersions(flattened.messages, pathTo(flattened, currentId))
  const idOf = (node: string): MessageId => messageId.parse(stableIdIn(chatId, node))
  return flattened.messages.map((message) => ({
    id: idOf(message.id),
    formerId: messageId.parse(asUuid(message.id, source, identity)),
    parentId: message.parentId === null ? null : idOf(message.parentId),
    role: message.role,
    text: message.text,
    reasoning: message.reasoning,
    errorCode: null,
    createdAt: message.createdAt,
    inputTokens: null,
    outputTokens: null,
    correctedAt: null,
    revisions: [],
    shown: shown.has(message.id),
    ...(message.role === 'assistant' ? answerFields(conversation, message) : personFields),
  }))
}

/**
 * A chat of another program as one of ours; null, with a problem, where it says nothing.
 * @param conversation its nodes may be in any order and damaged; see flatten.ts for what becomes of them
 */
export function fromForeign(
  conversation: ForeignConversation,
  problems: Problems,
): IncomingConversation | null {
  const { createdAt, isArchived, isPinned, modelName, nodes, source, title, updatedAt } = conversation
  const start = createdAt ?? updatedAt ?? 0
  const flattened = flatten(nodes, start, () => problems.add('message-without-parent', title))
  const chatId = conversationId.parse(asUuid(identityOf(conversation), source))
  const messages = messagesOf(conversation, chatId, flattened)
  if (messages.length === 0) {
    problems.add('chat-empty', title)
    return null
  }
  const times = messages.map((message) => message.createdAt)
  const newest = times.reduce((one, other) => Math.max(one, other))
  const oldest = times.reduce((one, other) => Math.min(one, other))
  const updated = Math.max(updatedAt ?? 0, newest)
  return {
    id: chatId,
    title: titleOf(title, messages),
    titleSource: 'import',
    createdAt: createdAt ?? oldest,
    updatedAt: updated,
    pinnedAt: isPinned ? updated : null,
    folderId: null,
    archivedAt: isArchived ? updated : null,
    endedAt: null,
    modelId: modelOf(source, modelName).modelId,
    systemPrompt: '',
    parameters: {},
    contextMessages: bounds.contextMessages.presets[0],
    messages,
  }
}
