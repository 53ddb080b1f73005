/** Messages as the core has just stored them, known before they are fetched. */
import type { MessageId } from '../../shared/contract/base.ts'
import type { Message } from '../../shared/contract/conversations.ts'
import type { Model } from '../../shared/contract/models.ts'
import type { SendingMessage } from './sendingStore.ts'

const onlyVersion = { index: 1, count: 1, previousId: null, nextId: null }

/** What only a message that has ended, or was corrected, has. */
const notEnded = {
  errorDetails: null,
  finishedAt: null,
  correctedAt: null,
  finishReason: null,
  inputTokens: null,
  outputTokens: null,
}

type Written = Pick<SendingMessage, 'messageId' | 'text' | 'createdAt'>

export function personMessage(sending: Written, last: Message | null): Message {
  return {
    id: sending.messageId,
    parentId: last?.id ?? null,
    role: 'user',
    text: sending.text,
    reasoning: '',
    state: 'complete',
    errorCode: null,
    modelId: null,
    modelName: null,
    createdAt: sending.createdAt,
    ...notEnded,
    depth: last ? last.depth + 1 : 0,
    version: onlyVersion,
  }
}

/** An answer of which nothing is written yet. */
export function startedAnswer(id: MessageId, parent: Message, model: Pick<Model, 'id' | 'name'>): Message {
  return {
    id,
    parentId: parent.id,
    role: 'assistant',
    text: '',
    reasoning: '',
    state: 'streaming',
    errorCode: null,
    modelId: model.id,
    modelName: model.name,
    createdAt: Date.now(),
    ...notEnded,
    depth: parent.depth + 1,
    version: onlyVersion,
  }
}

/** Puts messages at the end unless they are there already. */
export function withAdded(messages: readonly Message[], added: readonly Message[]): readonly Message[] {
  const known = new Set(messages.map((message) => message.id))
  const missing = added.filter((message) => !known.has(message.id))
  return missing.length === 0 ? messages : [...messages, ...missing]
}

/** The path with a new version of an answer at its end, in place of that answer and what followed it. */
export function withNewVersion(
  messages: readonly Message[],
  answerId: MessageId,
  newAnswerId: MessageId,
  model: Pick<Model, 'id' | 'name'>,
): readonly Message[] {
  const index = messages.findIndex((message) => message.id === answerId)
  const answer = messages[index]
  const parent = messages[index - 1]
  if (!answer || !parent || messages.some((message) => message.id === newAnswerId)) return messages
  const count = answer.version.count + 1
  const version = { index: count, count, previousId: answer.id, nextId: null }
  return [...messages.slice(0, index), { ...startedAnswer(newAnswerId, parent, model), version }]
}

/** The path with another version of a person's message at its end, in place of that message and what followed it. */
export function withEditedVersion(
  messages: readonly Message[],
  messageId: MessageId,
  edited: Written,
): readonly Message[] {
  const index = messages.findIndex((message) => message.id === messageId)
  const message = messages[index]
  if (!message || messages.some(({ id }) => id === edited.messageId)) return messages
  const { depth, parentId } = message
  const count = message.version.count + 1
  const version = { index: count, count, previousId: message.id, nextId: null }
  return [...messages.slice(0, index), { ...personMessage(edited, null), depth, parentId, version }]
}

/** The messages with another text of one of them; `at` is in epoch milliseconds. */
export function withCorrected(
  messages: readonly Message[],
  messageId: MessageId,
  text: string,
  at: number,
): readonly Message[] {
  return messages.map((message) =>
    message.id === messageId && message.text !== text ? { ...message, text, correctedAt: at } : message,
  )
}

/** The messages with an answer that has ended being written again. The tokens it took so far still count. */
export function withContinued(messages: readonly Message[], answerId: MessageId): readonly Message[] {
  return messages.map((message) =>
    message.id === answerId
      ? { ...message, state: 'streaming', errorCode: null, finishedAt: null, finishReason: null }
      : message,
  )
}
