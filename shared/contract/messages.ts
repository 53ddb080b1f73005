import { z } from 'zod'
import { bounds } from '../bounds.ts'
import { callErrors } from '../errors.ts'
import { conversationId, empty, messageId, signedIn, time } from './base.ts'

const { ANSWER_RUNNING, CONVERSATION_NOT_FOUND, MESSAGE_NOT_FOUND } = callErrors

/** What a message may say: not nothing, and not more than its bound. */
export const messageText = z
  .string()
  .max(bounds.messageText.max)
  .refine((value) => value.trim().length >= bounds.messageText.min)

const byId = z.strictObject({ conversationId, messageId })
const known = signedIn.errors({ CONVERSATION_NOT_FOUND, MESSAGE_NOT_FOUND })

/** What a message said until it was corrected. */
export const revision = z.strictObject({ text: z.string(), replacedAt: time })
export type Revision = z.infer<typeof revision>

/** What deleting a message takes away: itself and, in all branches, whatever follows it. */
export const deletion = z.strictObject({
  messages: z.number().int().positive(),
  /** Nothing is left then, so the conversation goes. */
  wholeConversation: z.boolean(),
})
export type Deletion = z.infer<typeof deletion>

/** What was typed in the text box of a message, and neither sent nor saved nor cancelled. */
export const editDraft = z.strictObject({ messageId, text: z.string() })
export type EditDraft = z.infer<typeof editDraft>

export const messagesContract = {
  /** Replaces the text in place, without a new answer. The former text is kept as a revision. */
  correct: known
    .errors({ ANSWER_RUNNING })
    .input(z.strictObject({ conversationId, messageId, text: messageText }))
    .output(empty),
  /** Keeps what is typed in the text box of a message until it is sent or saved; null forgets it. */
  saveDraft: known
    .input(z.strictObject({ ...byId.shape, text: z.string().max(bounds.messageText.max).nullable() }))
    .output(empty),
  /** What the message said before, the newest first. To restore one is to correct the message to it. */
  revisions: known.input(byId).output(z.strictObject({ revisions: z.array(revision) })),
  /** What `delete` would take away. */
  deletion: known.input(byId).output(deletion),
  /** Takes a message away with all that follows it. Until `undoUntil` it can be restored; then it is deleted for good. */
  delete: known
    .errors({ ANSWER_RUNNING })
    .input(byId)
    .output(z.strictObject({ ...deletion.shape, undoUntil: time })),
  /** Brings back what `delete` took, and shows it. */
  restore: known.errors({ ANSWER_RUNNING }).input(byId).output(empty),
}
