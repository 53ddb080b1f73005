import { z } from 'zod'

/**
 * The closed set of errors that a call may end with, and the data each carries. A code that is not here cannot
 * reach a window: an unforeseen throw becomes `INTERNAL` with a log reference and nothing else.
 * Every code has its sentence in `renderer/errors/sentences.ts`; adding one here breaks the build until it has.
 */
export const callErrors = {
  /** A defect of ours. `reference` stands in the log beside the stack. */
  INTERNAL: { status: 500, data: z.object({ reference: z.string() }) },
  /** The input is outside the bounds of the contract. `field` is a dotted path, empty for the whole input. */
  INVALID_INPUT: { status: 400, data: z.object({ field: z.string() }) },
  /** No procedure has that name. */
  UNKNOWN_PROCEDURE: { status: 404, data: z.object({}) },
  /** The procedure needs a signed-in profile and this window has none (any more). */
  SIGNED_OUT: { status: 401, data: z.object({}) },
  /** The disk refused a write. Nothing was changed. */
  DISK_FULL: { status: 507, data: z.object({}) },
  USER_NAME_TAKEN: { status: 409, data: z.object({}) },
  EMAIL_TAKEN: { status: 409, data: z.object({}) },
  /** No profile has that id, user name or e-mail. */
  PROFILE_NOT_FOUND: { status: 404, data: z.object({}) },
  WRONG_PASSWORD: { status: 403, data: z.object({}) },
  WRONG_RECOVERY_CODE: { status: 403, data: z.object({}) },
  /** Too many wrong passwords. `retryAt` is in epoch milliseconds. */
  TOO_MANY_ATTEMPTS: { status: 429, data: z.object({ retryAt: z.number() }) },
  /** The operating system's key store cannot hold the key; `reason` says why. */
  KEY_STORE_UNAVAILABLE: {
    status: 409,
    data: z.object({ reason: z.enum(['absent', 'basic-text', 'failed']) }),
  },
  /** The profile's database was written by a newer Confab. It was left untouched. */
  DATABASE_NEWER: { status: 409, data: z.object({ found: z.number(), supported: z.number() }) },
  /** The profile's database cannot be read. It was left untouched. */
  DATABASE_DAMAGED: { status: 500, data: z.object({}) },
  CONVERSATION_NOT_FOUND: { status: 404, data: z.object({}) },
  MESSAGE_NOT_FOUND: { status: 404, data: z.object({}) },
  MODEL_NOT_FOUND: { status: 404, data: z.object({}) },
  /** The conversation already has an answer being written; stop it or wait for it. */
  ANSWER_RUNNING: { status: 409, data: z.object({}) },
} as const

export type CallErrorCode = keyof typeof callErrors

/** Why an answer ended as `failed`. Stored with the message, so a code that was shipped is never removed. */
export const answerErrorCodes = [
  /** A defect of ours; the log has the stack. */
  'INTERNAL',
  /** The answer could not be written to the disk. */
  'DISK_FULL',
  /** The model's folder is gone. */
  'MODEL_NOT_FOUND',
  /** The model's files cannot be loaded: incomplete, damaged or of an unsupported architecture. */
  'MODEL_LOAD_FAILED',
  /** The model failed in the middle of an answer. */
  'GENERATION_FAILED',
  /** The process that runs local models ended (crash, killed, out of memory). It is started again for the next answer. */
  'MODEL_CRASHED',
  /** The stream ended without a finish reason: the answer may be incomplete. */
  'NO_FINISH',
  /** The conversation does not fit the model even with the newest message alone. */
  'TOO_LONG',
] as const

export type AnswerErrorCode = (typeof answerErrorCodes)[number]
