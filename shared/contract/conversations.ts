import { z } from 'zod'
import { bounds } from '../bounds.ts'
import { answerErrorCodes, callErrors } from '../errors.ts'
import { chatSettings } from './preferences.ts'
import { editDraft } from './messages.ts'
import { conversationId, empty, folderId, messageId, modelId, signedIn, time } from './base.ts'

const { ANSWER_RUNNING, CONVERSATION_NOT_FOUND, FOLDER_NOT_FOUND, MESSAGE_NOT_FOUND } = callErrors

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

/**
 * Why an answer ended: the model had finished, its longest answer was reached, or, of one that was stopped, the
 * profile was set to work offline only.
 */
export const finishReason = z.enum(['stop', 'length', 'offline'])
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
  /** What the provider said of that, without secrets; null where it said nothing. */
  errorDetails: z.string().nullable(),
  /** The model that wrote an answer, by id and by the name it had then; null on a person's message. */
  modelId: modelId.nullable(),
  modelName: z.string().nullable(),
  createdAt: time,
  finishedAt: time.nullable(),
  /** When its text was last corrected in place; `messages.revisions` has what it said before. */
  correctedAt: time.nullable(),
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
  /** The time of the newest message; where a clock dated that ahead of now, the place that it has in lists. */
  updatedAt: time,
  /** The model that the next message goes to. */
  modelId,
  /** An answer is being written right now. */
  running: z.boolean(),
  pinned: z.boolean(),
  folderId: folderId.nullable(),
  archived: z.boolean(),
  /** What is sent after the end starts a new conversation. */
  endedAt: time.nullable(),
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
  /** The path goes on after the last of `messages`. */
  hasLater: z.boolean(),
}

/** Where a conversation is listed. It is in one of these: archived, else pinned, else in its folder, else recent. */
export const listPlace = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('recent') }),
  z.strictObject({ kind: z.literal('pinned') }),
  z.strictObject({ kind: z.literal('folder'), folderId }),
  z.strictObject({ kind: z.literal('archived') }),
])
export type ListPlace = z.infer<typeof listPlace>

export const conversationsContract = {
  /** Newest first. `cursor` is the `nextCursor` of the page before. */
  list: signedIn
    .errors({ FOLDER_NOT_FOUND })
    .input(z.strictObject({ place: listPlace, cursor: z.string().max(128).nullable(), limit }))
    .output(
      z.strictObject({ conversations: z.array(conversationSummary), nextCursor: z.string().nullable() }),
    ),
  /** Some conversations as a list would show them now. Those that were deleted are left out. */
  summaries: signedIn
    .input(z.strictObject({ conversationIds: z.array(conversationId).min(1).max(bounds.page.max) }))
    .output(z.strictObject({ conversations: z.array(conversationSummary) })),
  /**
   * A conversation with the last `limit` messages of its active path, or with those around one of them, and the text
   * left in its composer.
   */
  open: known
    .errors({ MESSAGE_NOT_FOUND })
    .input(z.strictObject({ conversationId, aroundMessageId: messageId.nullable(), limit }))
    .output(
      z.strictObject({
        conversation: conversationSummary,
        ...page,
        draft: z.string(),
        /** What was typed in the text boxes of its messages, in all branches. */
        editDrafts: z.array(editDraft),
        settings: chatSettings,
        /** The answer that is being written, wherever in the tree it stands. */
        runningAnswerId: messageId.nullable(),
      }),
    ),
  /** The messages of the active path before one of them. */
  earlier: known
    .errors({ MESSAGE_NOT_FOUND })
    .input(z.strictObject({ conversationId, beforeMessageId: messageId, limit }))
    .output(z.strictObject(page)),
  /** The messages of the active path after one of them. */
  later: known
    .errors({ MESSAGE_NOT_FOUND })
    .input(z.strictObject({ conversationId, afterMessageId: messageId, limit }))
    .output(z.strictObject(page)),
  /** A title given by hand: no model replaces it. */
  rename: known.input(z.strictObject({ conversationId, title })).output(empty),
  setPinned: known.input(z.strictObject({ conversationId, pinned: z.boolean() })).output(empty),
  /** Into a folder, or out of all of them (null). */
  setFolder: known
    .errors({ FOLDER_NOT_FOUND })
    .input(z.strictObject({ conversationId, folderId: folderId.nullable() }))
    .output(empty),
  setArchived: known.input(z.strictObject({ conversationId, archived: z.boolean() })).output(empty),
  /** From now on what is sent in it starts a new conversation. */
  end: known.input(byId).output(z.strictObject({ endedAt: time })),
  reopen: known.input(byId).output(empty),
  /**
   * Copies the path from the beginning to a message into a new conversation. The window chooses its id: a call that
   * is repeated with it changes nothing.
   */
  copyBranch: known
    .errors({ MESSAGE_NOT_FOUND, ANSWER_RUNNING })
    .input(z.strictObject({ conversationId, messageId, newConversationId: conversationId }))
    .output(empty),
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
  /** Makes the active path lead through a message, and on along what was last shown below it. */
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
