import { randomUUID } from 'node:crypto'
import type { MessageId } from '../../shared/contract/base.ts'
import type { Message } from '../../shared/contract/conversations.ts'

export function newId(): MessageId {
  return randomUUID() as string as MessageId
}

/** A message of an active path, with what a test is about put over it. */
export function message(values: Partial<Message> = {}): Message {
  return {
    id: newId(),
    parentId: null,
    role: 'assistant',
    text: '',
    reasoning: '',
    state: 'complete',
    errorCode: null,
    errorDetails: null,
    modelId: null,
    modelName: 'Starter',
    createdAt: 1_000,
    finishedAt: null,
    correctedAt: null,
    finishReason: null,
    inputTokens: null,
    outputTokens: null,
    depth: 0,
    version: { index: 1, count: 1, previousId: null, nextId: null },
    ...values,
  }
}

/** A path of messages, each the child of the one before. */
export function path(length: number): readonly Message[] {
  const messages: Message[] = []
  for (let depth = 0; depth < length; depth += 1) {
    const role = depth % 2 === 0 ? 'user' : 'assistant'
    messages.push(message({ depth, role, text: `Text ${depth}`, parentId: messages.at(-1)?.id ?? null }))
  }
  return messages
}
