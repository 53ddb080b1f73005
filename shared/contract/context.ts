import { z } from 'zod'
import { callErrors } from '../errors.ts'
import { conversationId, messageId, modelId, signedIn } from './base.ts'
import { chatSettings } from './preferences.ts'

const count = z.number().int().nonnegative()

/** What the next request takes along. */
export const nextContext = z.strictObject({
  /** How many messages, the one that is being written counted. */
  messages: z.number().int().positive(),
  /** What they come to, the system prompt and the draft counted. */
  tokens: count,
  /** Every one of them was counted by the provider, for this model. */
  exact: z.boolean(),
  /** How many tokens the model reads at once, its answer counted where it shares the room; null where not known. */
  limitTokens: z.number().int().positive().nullable(),
  /** How many of these may be filled, room for the answer left aside; null where not known. */
  roomTokens: z.number().int().nonnegative().nullable(),
  /** The first stored message that goes, where one before it does not; null otherwise. */
  firstMessageId: messageId.nullable(),
  /** What leaves earlier messages out: the chosen window, the model's limit, or that it reads the newest alone. */
  cut: z.enum(['none', 'window', 'limit', 'model']),
})
export type NextContext = z.infer<typeof nextContext>

/** `chat.context`: what the next request takes along. */
export const contextOfNext = signedIn
  .errors({ CONVERSATION_NOT_FOUND: callErrors.CONVERSATION_NOT_FOUND })
  .input(
    z.strictObject({
      /** Null for a new chat. */
      conversationId: conversationId.nullable(),
      modelId,
      /** For a new chat; null takes the profile's own. A chat has its own. */
      settings: chatSettings.nullable(),
      /** What the text in the composer comes to, by estimate. */
      draftTokens: z.number().int().min(0).max(1_000_000),
    }),
  )
  .output(nextContext)
