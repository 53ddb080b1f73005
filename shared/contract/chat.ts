import { z } from 'zod'
import { callErrors } from '../errors.ts'
import { chatSettings } from './preferences.ts'
import { conversationId, empty, messageId, modelId, signedIn } from './base.ts'
import { contextOfNext } from './context.ts'
import { messageText } from './messages.ts'

const { CONVERSATION_NOT_FOUND, MESSAGE_NOT_FOUND, MODEL_NOT_FOUND, ANSWER_RUNNING, BUDGET_SPENT } =
  callErrors

const known = signedIn.errors({
  CONVERSATION_NOT_FOUND,
  MESSAGE_NOT_FOUND,
  MODEL_NOT_FOUND,
  ANSWER_RUNNING,
  BUDGET_SPENT,
})

/** A new answer in a conversation that has ended reopens it; what is sent at its end starts another one instead. */
export const chatContract = {
  context: contextOfNext,
  /**
   * Stores the person's message and an empty answer, then asks the model; the answer arrives as events.
   * The window chooses `messageId`: a call that is repeated with it (its first answer got lost) changes nothing
   * and answers as the first one did. `conversationId` null starts a new conversation, and so does that of one that
   * has ended.
   */
  send: signedIn
    .errors({ CONVERSATION_NOT_FOUND, MODEL_NOT_FOUND, ANSWER_RUNNING, BUDGET_SPENT })
    .input(
      z.strictObject({
        conversationId: conversationId.nullable(),
        messageId,
        text: messageText,
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
  /**
   * Goes on with an answer that was cut, by its longest length or in the middle: the text stays and what comes is
   * appended. Where nothing comes, the answer is what it was before.
   */
  continueAnswer: known.input(z.strictObject({ conversationId, answerId: messageId })).output(empty),
  /** Writes another version of an answer; the former one is kept. The window chooses `newAnswerId`, as in `send`. */
  regenerate: known
    .input(z.strictObject({ conversationId, answerId: messageId, newAnswerId: messageId, modelId }))
    .output(z.strictObject({ answerId: messageId })),
  /** Has a person's message answered that has no answer (any more). The window chooses `newAnswerId`, as in `send`. */
  answer: known
    .input(z.strictObject({ conversationId, messageId, newAnswerId: messageId, modelId }))
    .output(z.strictObject({ answerId: messageId })),
  /**
   * Sends another version of a person's message: it stands beside the former one, which is kept with all that
   * follows it. The window chooses `newMessageId`, as in `send`.
   */
  edit: known
    .input(z.strictObject({ conversationId, messageId, newMessageId: messageId, text: messageText, modelId }))
    .output(z.strictObject({ answerId: messageId })),
}
