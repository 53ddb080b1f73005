import { z } from 'zod'
import {
  conversationId,
  folderId,
  messageId,
  modelId,
  type MessageId,
} from '../../../shared/contract/base.ts'
import { messageState } from '../../../shared/contract/conversations.ts'
import { parameters, systemPrompt } from '../../../shared/contract/preferences.ts'
import { answerErrorCodes } from '../../../shared/errors.ts'

/*
 * A chat as it leaves and enters: all that is stored of it but keys of the database. The schemas read files that
 * anybody may have written, so what they let pass fits the tables, one row at a time; what must hold between messages
 * is checked by tree.ts. Version 1 of the format; a field that is added makes another version.
 */

/** Epoch milliseconds up to the year 2223: `time_key` is 1,024 times as much and stays an exact number. */
export const lastTime = 8_000_000_000_000
/**
 * UTF-16 code units of a text in a file, and bytes of it: a reader lets no more of a string through. About four times the
 * longest text that is kept, as escapes may need it.
 */
export const longestText = 16 * 1024 * 1024
/** Of one chat. */
export const mostMessages = 1_000_000
const mostRevisions = 10_000

const time = z.number().int().min(0).max(lastTime)
const text = z.string().max(longestText)
const tokens = z.number().int().nonnegative().nullable()

export const portableRevision = z.strictObject({ text, replacedAt: time })

const messageFields = z.strictObject({
  id: messageId,
  /** Null for a first message of its chat. */
  parentId: messageId.nullable(),
  role: z.enum(['user', 'assistant']),
  text,
  reasoning: text,
  state: messageState,
  errorCode: z.enum(answerErrorCodes).nullable(),
  modelId: modelId.nullable(),
  modelName: z.string().max(1_000).nullable(),
  createdAt: time,
  finishedAt: time.nullable(),
  finishReason: z.enum(['stop', 'length']).nullable(),
  inputTokens: tokens,
  outputTokens: tokens,
  correctedAt: time.nullable(),
  /** What the message said before it was corrected, oldest first. */
  revisions: z.array(z.unknown()).max(mostRevisions).pipe(z.array(portableRevision)),
  /** The version that was last shown among its siblings. */
  shown: z.boolean(),
})

/** What the tables ask of a message by itself. */
function isWhole(message: z.infer<typeof messageFields>): boolean {
  const isAnswer = message.role === 'assistant'
  return (
    isAnswer === (message.modelId !== null) &&
    isAnswer === (message.modelName !== null) &&
    (isAnswer || message.state === 'complete') &&
    (message.state === 'failed') === (message.errorCode !== null) &&
    (isAnswer && message.state !== 'streaming') === (message.finishedAt !== null)
  )
}

export const portableMessage = messageFields.refine(isWhole)
export type PortableMessage = z.infer<typeof portableMessage>

export const portableConversation = z.strictObject({
  id: conversationId,
  title: z.string().max(1_000),
  titleSource: z.enum(['first', 'model', 'person', 'import']),
  createdAt: time,
  updatedAt: time,
  pinnedAt: time.nullable(),
  folderId: folderId.nullable(),
  archivedAt: time.nullable(),
  endedAt: time.nullable(),
  modelId,
  systemPrompt,
  parameters,
  contextMessages: z.number().int().min(1).max(200),
  /** In the order in which they were stored. */
  messages: z.array(portableMessage).max(mostMessages),
})
export type PortableConversation = z.infer<typeof portableConversation>
/** A chat without its messages. */
export type PortableHead = Omit<PortableConversation, 'messages'>

/** A message on its way in. */
export interface IncomingMessage extends PortableMessage {
  /** The id under which an earlier version of this program kept it. */
  readonly formerId?: MessageId
  /** The same of the message above it, where that is not written together with it. */
  readonly formerParentId?: MessageId
}
/** A chat on its way in. */
export interface IncomingConversation extends PortableHead {
  readonly messages: readonly IncomingMessage[]
}

export const portableFolder = z.strictObject({
  id: folderId,
  name: z.string().min(1).max(1_000),
  parentId: folderId.nullable(),
  createdAt: time,
})
export type PortableFolder = z.infer<typeof portableFolder>
