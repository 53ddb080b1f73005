import { z } from 'zod'
import { bounds } from '../bounds.ts'
import { callErrors } from '../errors.ts'
import { conversationId, empty, folderId, messageId, modelId, signedIn, time } from './base.ts'
import { conversationSummary } from './conversations.ts'

const { CONVERSATION_NOT_FOUND, FOLDER_NOT_FOUND } = callErrors

/**
 * What a person typed. Words that are all looked for, the last as the beginning of one; text in double quotes is a
 * phrase. Any text is good: one without a word finds nothing.
 */
const query = z.string().max(bounds.searchQuery.max)

const role = z.enum(['user', 'assistant'])

/** What a hit has to be besides; null for whatever. */
export const searchFilters = z.strictObject({
  /** Who wrote it. */
  role: role.nullable(),
  /** The model that answered. */
  modelId: modelId.nullable(),
  /** The folder of its chat, or the one around that folder. */
  folderId: folderId.nullable(),
  /** Written at this time or later, and before this time. */
  from: time.nullable(),
  before: time.nullable(),
})
export type SearchFilters = z.infer<typeof searchFilters>

/** Part of a text, in UTF-16 code units; `end` is behind it. */
const range = z.strictObject({ start: z.number().int().nonnegative(), end: z.number().int().positive() })
const ranges = z.array(range).readonly()

/** A chat whose title has what was looked for, at these places of it. */
export const titleHit = z.strictObject({ conversation: conversationSummary, ranges })
export type TitleHit = z.infer<typeof titleHit>

/** A message that has what was looked for, with the part of its text where it stands first. */
export const searchHit = z.strictObject({
  conversationId,
  title: z.string(),
  messageId,
  role,
  /** On an answer, the name its model had. */
  modelName: z.string().nullable(),
  createdAt: time,
  snippet: z.strictObject({ text: z.string(), ranges }),
})
export type SearchHit = z.infer<typeof searchHit>

export const searchOrder = z.enum(['newest', 'best'])
export type SearchOrder = z.infer<typeof searchOrder>

/** A model that has answered, by the name it had last. */
export const answerModel = z.strictObject({ id: modelId, name: z.string() })
export type AnswerModel = z.infer<typeof answerModel>

export const searchContract = {
  /**
   * Looks through the titles and the messages of all versions. `best` ranks the newest hits only, as many as
   * `bounds.searchRanked.max`.
   */
  run: signedIn
    .errors({ FOLDER_NOT_FOUND })
    .input(
      z.strictObject({
        query,
        order: searchOrder,
        filters: searchFilters,
        /** The `nextCursor` of the page before. */
        cursor: z.string().max(64).nullable(),
        limit: z.number().int().min(1).max(bounds.searchPage.max),
      }),
    )
    .output(
      z.strictObject({
        /** On the first page only; none when `role` or `modelId` is asked for, which titles do not have. */
        titles: z.array(titleHit).readonly(),
        /** There are others, which `titles` gives. */
        moreTitles: z.boolean(),
        hits: z.array(searchHit).readonly(),
        nextCursor: z.string().nullable(),
        /**
         * False when not all was looked at that might belong here: so many hits did not pass the filters that the
         * call ended (`nextCursor` goes on from there), or there are more than are ranked.
         */
        complete: z.boolean(),
      }),
    ),
  /** The chats whose titles have what is looked for, the latest first. */
  titles: signedIn
    .errors({ FOLDER_NOT_FOUND })
    .input(
      z.strictObject({
        query,
        filters: searchFilters,
        limit: z.number().int().min(1).max(bounds.searchTitles.max),
      }),
    )
    .output(z.strictObject({ titles: z.array(titleHit).readonly(), moreTitles: z.boolean() })),
  /** The messages of the active path that have what is looked for, oldest first. */
  inConversation: signedIn
    .errors({ CONVERSATION_NOT_FOUND })
    .input(z.strictObject({ conversationId, query }))
    .output(z.strictObject({ messageIds: z.array(messageId).readonly(), complete: z.boolean() })),
  /** The models that have answered, by name. */
  models: signedIn.input(empty).output(z.strictObject({ models: z.array(answerModel).readonly() })),
}
