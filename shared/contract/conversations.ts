import { z } from 'zod'
import { bounds } from '../bounds.ts'
import { answerErrorCodes, callErrors } from '../errors.ts'
import { chatSettings } from './preferences.ts'
import { conversationId, empty, messageId, modelId, signedIn, time } from './base.ts'

const { CONVERSATION_NOT_FOUND, MESSAGE_NOT_FOUND } = callErrors

/** How an answer ended, or `streaming` while it has not. A person's message is always `complete`. */
export const messageState = z.enum(['streaming', 'complete', 'stopped', 'failed', 'interrupted'])
export type MessageState = z.infer<typeof messageState>

/** Where a message stands among the versions of itself: its siblings, oldest first. */
export const version = z.strictObject({
  /** From 1. */
  index: z.number().int().positive(),
  count: z.number().int().positive(),
  previousId: messageId.nullable(),
  nextId: messageId.nullable(),
})

/** Why a complete answer ended: the model had finished, or its longest answer was reached. */
export const finishReason = z.enum(['stop', 'length'])
export type FinishReason = z.infer<typeof finishReason>

const tokens = z.number().int().nonnegative().nullable()

export const message = z.strictObject({
  id: messageId,
  parentId: messageId.nullable(),
  role: z.enum(['user', 'assistant']),
  text: z.string(),
  /** What the model thought before it answered; never sent back to a model. */
  reasoning: z.string(),
  state: messageState,
  /** Set when `state` is `failed`. */
  errorCode: z.enum(answerErrorCodes).nullable(),
  /** The model that wrote an answer, by id and by the name it had then; null on a person's message. */
  modelId: modelId.nullable(),
  modelName: z.string().nullable(),
  createdAt: time,
  finishedAt: time.nullable(),
  /** Set when `state` is `complete` and the provider said so. */
  finishReason: finishReason.nullable(),
  /** As the provider counted them; null where it did not. */
  inputTokens: tokens,
  outputTokens: tokens,
  /** The place on its path: 0 for the first message of a conversation. */
  depth: z.number().int().nonnegative(),
  version,
})
export type Message = z.infer<typeof message>

export const conversationSummary = z.strictObject({
  id: conversationId,
  title: z.string(),
  createdAt: time,
  /** The time of the newest message. */
  updatedAt: time,
  /** The model that the next message goes to. */
  modelId,
  /** An answer is being written right now. */
  running: z.boolean(),
})
export type ConversationSummary = z.infer<typeof conversationSummary>

const title = z.string().trim().min(bounds.title.min).max(bounds.title.max)
const limit = z.number().int().min(1).max(bounds.page.max)
const byId = z.strictObject({ conversationId })
const known = signedIn.errors({ CONVERSATION_NOT_FOUND })

/** A run of messages of the active path, oldest first. */
const page = {
  messages: z.array(message),
  /** The path goes on before the first of `messages`. */
  hasEarlier: z.boolean(),
}

export const conversationsContract = {
  /** Newest first. `cursor` is the `nextCursor` of the page before. */
  list: signedIn
    .input(z.strictObject({ cursor: z.string().max(128).nullable(), limit }))
    .output(
      z.strictObject({ conversations: z.array(conversationSummary), nextCursor: z.string().nullable() }),
    ),
  /** A conversation with the last `limit` messages of its active path and the text left in its composer. */
  open: known.input(z.strictObject({ conversationId, limit })).output(
    z.strictObject({
      conversation: conversationSummary,
      ...page,
      draft: z.string(),
      settings: chatSettings,
    }),
  ),
  /** The messages of the active path before one of them. */
  earlier: known
    .errors({ MESSAGE_NOT_FOUND })
    .input(z.strictObject({ conversationId, beforeMessageId: messageId, limit }))
    .output(z.strictObject(page)),
  rename: known.input(z.strictObject({ conversationId, title })).output(empty),
  /** Which model the next message goes to. */
  setModel: known
    .errors({ MODEL_NOT_FOUND: callErrors.MODEL_NOT_FOUND })
    .input(z.strictObject({ conversationId, modelId }))
    .output(empty),
  /** How the next messages ask their model. */
  setSettings: known.input(z.strictObject({ conversationId, settings: chatSettings })).output(empty),
  /** Takes a conversation away. Until `undoUntil` it can be restored; then it is deleted for good. */
  delete: known.input(byId).output(z.strictObject({ undoUntil: time })),
  restore: known.input(byId).output(empty),
  /** Makes another version of a message the one shown, with what follows it. */
  selectVersion: known
    .errors({ MESSAGE_NOT_FOUND })
    .input(z.strictObject({ conversationId, messageId }))
    .output(empty),
  /** What stands in the composer of a conversation, or of a new chat (`null`), kept until it is sent. */
  saveDraft: signedIn
    .input(
      z.strictObject({
        conversationId: conversationId.nullable(),
        text: z.string().max(bounds.messageText.max),
      }),
    )
    .output(empty),
  /** The text left in the composer of a new chat. */
  newChatDraft: signedIn.input(empty).output(z.strictObject({ text: z.string() })),
}
