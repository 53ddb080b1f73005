import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { backupFailure, goodBackup } from '../backups.ts'
import { answerErrorCodes } from '../errors.ts'
import { conversationId, empty, messageId, signedIn, time } from './base.ts'
import { finishReason, messageState } from './conversations.ts'
import { preferences } from './preferences.ts'
import { profile } from './profiles.ts'

const answer = { conversationId, messageId }
const length = z.number().int().nonnegative()

export const event = z.discriminatedUnion('type', [
  /** The first event: whatever changes from here on will arrive. Fetch after it and nothing is missed. */
  z.strictObject({ type: z.literal('ready') }),
  /** Text of an answer, to be put at `offset` (UTF-16 code units) of what is there. */
  z.strictObject({ type: z.literal('answer-text'), ...answer, offset: length, text: z.string() }),
  /** The model's reasoning before its answer, to be put at `offset` of what is there. */
  z.strictObject({ type: z.literal('answer-reasoning'), ...answer, offset: length, text: z.string() }),
  /** The text of an answer that is `length` long was reasoning from `offset` on: it goes there, to the end. */
  z.strictObject({ type: z.literal('answer-was-reasoning'), ...answer, offset: length, length }),
  /** The provider was busy; it is asked again at `retryAt`. */
  z.strictObject({ type: z.literal('answer-retrying'), ...answer, retryAt: time }),
  /** The answer waits for its model: `position` others are before it. 0 once it is being written. */
  z.strictObject({ type: z.literal('answer-queued'), ...answer, position: length }),
  /**
   * The answer has ended; it is `length` long. `setback`: it was gone on with and that failed before any text came,
   * for this reason; it is what it was before.
   */
  z.strictObject({
    type: z.literal('answer-ended'),
    ...answer,
    state: messageState,
    errorCode: z.enum(answerErrorCodes).nullable(),
    errorDetails: z.string().nullable(),
    finishedAt: time,
    finishReason: finishReason.nullable(),
    inputTokens: length.nullable(),
    outputTokens: length.nullable(),
    length,
    setback: z.enum(answerErrorCodes).nullable(),
  }),
  /** Messages, path, title or model of a conversation are not what they were: fetch it again if it is shown. */
  z.strictObject({ type: z.literal('conversation-changed'), conversationId }),
  z.strictObject({ type: z.literal('conversation-deleted'), conversationId }),
  /** What a list says of one conversation, or where it is listed, is not what it was: fetch its summary. */
  z.strictObject({ type: z.literal('summary-changed'), conversationId }),
  /** The lists of conversations are not what they were, in more than one conversation: fetch them again. */
  z.strictObject({ type: z.literal('conversations-changed') }),
  /** The folders, or how many chats they hold, are not what they were. */
  z.strictObject({ type: z.literal('folders-changed') }),
  /** The budget, or what was recorded of requests, is not what it was. */
  z.strictObject({ type: z.literal('budget-changed') }),
  z.strictObject({ type: z.literal('preferences-changed'), preferences }),
  /** Connections to providers, or the models that can be picked, are not what they were. */
  z.strictObject({ type: z.literal('models-changed') }),
  z.strictObject({ type: z.literal('profile-changed'), profile }),
  /** The backups of the profile are not what they were, or the look at its file found damage. */
  z.strictObject({ type: z.literal('backups-changed') }),
  /** The profile's file was found to be damaged in places. `backup` is the newest good one. */
  z.strictObject({ type: z.literal('database-damaged'), backup: goodBackup.nullable() }),
  /** Daily backups fail, and for days none was made at all: the last one, or the profile itself, is of `since`. */
  z.strictObject({ type: z.literal('backups-failing'), failure: backupFailure, since: time }),
  /** This window was too slow and events were dropped: fetch again whatever is shown. */
  z.strictObject({ type: z.literal('resync') }),
  /** This window is not signed in any more. The stream ends after it. */
  z.strictObject({
    type: z.literal('signed-out'),
    /**
     * `restored`: what was there before is a backup now; it is not where it was damaged. `password-changed` and
     * `key-changed`: another window has changed the password, or the key that the profile is encrypted with.
     */
    reason: z.enum([
      'signed-out',
      'locked',
      'deleted',
      'closing',
      'restored',
      'restored-damaged',
      'password-changed',
      'key-changed',
    ]),
  }),
])
export type Event = z.infer<typeof event>

export const eventsContract = {
  /** One stream per window: parts of running answers, and what another window or a run changed. */
  subscribe: signedIn.input(empty).output(eventIterator(event)),
}
