import { z } from 'zod'
import { bounds } from '../bounds.ts'
import { callErrors } from '../errors.ts'
import { chatSettings } from './preferences.ts'
import { conversationId, empty, messageId, modelId, signedIn } from './base.ts'

const { CONVERSATION_NOT_FOUND, MESSAGE_NOT_FOUND, MODEL_NOT_FOUND, ANSWER_RUNNING } = callErrors

const text = z
  .string()
  .max(bounds.messageText.max)
  .refine((value) => value.trim().length >= bounds.messageText.min)

export const chatContract = {
  /**
   * Stores the person's message and an empty answer, then asks the model; the answer arrives as events.
   * The window chooses `messageId`: a call that is repeated with it (its first answer got lost) changes nothing
   * and answers as the first one did. `conversationId` null starts a new conversation.
   */
  send: signedIn
    .errors({ CONVERSATION_NOT_FOUND, MODEL_NOT_FOUND, ANSWER_RUNNING })
    .input(
      z.strictObject({
        conversationId: conversationId.nullable(),
        messageId,
        text,
        modelId,
        /** For a new conversation; null takes the profile's own. */
        settings: chatSettings.nullable(),
      }),
    )
    .output(z.strictObject({ conversationId, answerId: messageId })),
  /** Ends an answer; the text so far stays. An answer that has ended already stays as it is. */
  stop: signedIn
    .errors({ MESSAGE_NOT_FOUND })
    .input(z.strictObject({ answerId: messageId }))
    .output(empty),
  /** Goes on with an answer that was cut by its longest length: the text stays and what comes is appended. */
  continueAnswer: signedIn
    .errors({ CONVERSATION_NOT_FOUND, MESSAGE_NOT_FOUND, MODEL_NOT_FOUND, ANSWER_RUNNING })
    .input(z.strictObject({ conversationId, answerId: messageId }))
    .output(empty),
  /** Writes another version of an answer; the former one is kept. The window chooses `newAnswerId`, as in `send`. */
  regenerate: signedIn
    .errors({ CONVERSATION_NOT_FOUND, MESSAGE_NOT_FOUND, MODEL_NOT_FOUND, ANSWER_RUNNING })
    .input(z.strictObject({ conversationId, answerId: messageId, newAnswerId: messageId, modelId }))
    .output(z.strictObject({ answerId: messageId })),
}
