import { z } from 'zod'
import { goodBackup } from './backups.ts'
import { userNameProblems } from './userNames.ts'

/** Why an answer ended as `failed`. Stored with the message, so a code that was shipped is never removed. */
export const answerErrorCodes = [
  /** A defect of ours; the log has the stack. */
  'INTERNAL',
  /** The answer could not be written to the disk. */
  'DISK_FULL',
  /** The model's folder is gone. */
  'MODEL_NOT_FOUND',
  /** The model cannot be loaded, for a reason that none of the next three names. */
  'MODEL_LOAD_FAILED',
  /** A file of the model is damaged or incomplete. */
  'MODEL_DAMAGED',
  /** The model is of a kind that cannot be run here. */
  'MODEL_UNSUPPORTED',
  /** The model needs more memory than this machine has. */
  'MODEL_TOO_LARGE',
  /** The model failed in the middle of an answer. */
  'GENERATION_FAILED',
  /** The process that runs local models ended (crash, killed, out of memory). It is started again for the next answer. */
  'MODEL_CRASHED',
  /** The stream ended without a finish reason: the answer may be incomplete. */
  'NO_FINISH',
  /** The conversation does not fit the model even with the newest message alone. */
  'TOO_LONG',
  /** The profile works offline only and the model is not on this machine. Nothing was sent. */
  'OFFLINE_ONLY',
  /** The connection of the model was removed. */
  'CONNECTION_NOT_FOUND',
  /** No key is set for the provider, and it asks for one. */
  'KEY_MISSING',
  /** The provider does not accept the key. */
  'KEY_REFUSED',
  /** The provider blocked the key because it was found where everybody can read it. */
  'KEY_LEAKED',
  /** The key is valid but may not do this. */
  'NOT_PERMITTED',
  /** The provider has no model of that name. */
  'MODEL_UNKNOWN',
  /** Too many requests at the moment. */
  'RATE_LIMITED',
  /** The account has no quota or credit left. */
  'NO_QUOTA',
  /** The provider is overloaded or cannot be reached behind its gateway (502 to 504, 52x), also after retries. */
  'PROVIDER_UNAVAILABLE',
  /** The provider refused the request as it was made (other 4xx). */
  'REQUEST_REFUSED',
  /** Nothing listens at the address. */
  'CONNECTION_REFUSED',
  /** The name of the address is not known: no network, or a wrong address. */
  'NAME_NOT_RESOLVED',
  /** The encrypted connection failed: its certificate is not trusted, or there is none. */
  'TLS_FAILED',
  /** No network, or the address cannot be reached. */
  'NETWORK_UNREACHABLE',
  /** Nothing came for too long: neither connection, nor first byte, nor the next part. */
  'TIMED_OUT',
  /** The connection broke off in the middle of the answer. */
  'CONNECTION_LOST',
  /** What came back is not what this protocol says (an error page, say). */
  'BAD_RESPONSE',
  /** The provider reported an error of its own: a 500, also after retries, or one inside of the answer. */
  'PROVIDER_ERROR',
  /** The provider blocked the prompt. */
  'PROMPT_BLOCKED',
  /** The provider ended the answer for reasons of safety. The text so far stays. */
  'ANSWER_BLOCKED',
  /** The provider ended the answer because it repeated a text that others have written. */
  'ANSWER_RECITED',
  /** The provider ended the answer because of a word on its list, or because of personal data in it. */
  'ANSWER_FILTERED',
  /** The provider does not answer in this language. */
  'LANGUAGE_UNSUPPORTED',
  /** The provider ended well but gave no text. */
  'EMPTY_ANSWER',
] as const

export type AnswerErrorCode = (typeof answerErrorCodes)[number]

/** Why nothing of a file could be imported. */
export const importRefusals = [
  /** There is nothing in it. */
  'empty',
  /** It is neither JSON nor a zip, or not an export of a program that is known. */
  'not-an-export',
  /** A zip without a `conversations.json`. */
  'no-conversations',
  /** It is JSON Lines, a value on each line, which no program that is known exports. */
  'json-lines',
  /** It is not text in UTF-8. */
  'encoding',
  /** It ends in the middle, before the end of the first chat. */
  'cut-off',
  /** It is damaged before the end of the first chat. */
  'damaged',
  /** It was made by a newer Confab. */
  'newer',
  /** It is ours, but was written anew by another program: what says so does not come first. */
  'reordered',
  /** Unpacked it would be larger than any export is. */
  'too-large',
  /** A zip that asks for a password. */
  'encrypted',
  /** Reading it took too long, or more memory than a file may take. */
  'gave-up',
] as const

export type ImportRefusal = (typeof importRefusals)[number]

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
  /**
   * A user name or an e-mail that cannot be told from another profile's (`look-alike`), or that is not shown as it is
   * (`shared/userNames.ts`).
   */
  NAME_REFUSED: {
    status: 422,
    data: z.object({
      field: z.enum(['userName', 'email']),
      reason: z.enum([...userNameProblems, 'look-alike']),
    }),
  },
  /** No profile has that id (any more). Of a user name or an e-mail this is never told. */
  PROFILE_NOT_FOUND: { status: 404, data: z.object({}) },
  /** The password does not fit, or no profile has that user name or e-mail. */
  WRONG_PASSWORD: { status: 403, data: z.object({}) },
  /** The recovery code does not fit, or no profile has that user name or e-mail. */
  WRONG_RECOVERY_CODE: { status: 403, data: z.object({}) },
  /** Too many wrong passwords, new profiles, names or backups in a short time. `retryAt` is in epoch milliseconds. */
  TOO_MANY_ATTEMPTS: { status: 429, data: z.object({ retryAt: z.number() }) },
  /** As much is being worked on as this machine can do at once. Nothing was counted or changed. */
  BUSY: { status: 503, data: z.object({}) },
  /** The operating system's key store cannot hold the key; `reason` says why. */
  KEY_STORE_UNAVAILABLE: {
    status: 409,
    data: z.object({ reason: z.enum(['absent', 'basic-text', 'failed']) }),
  },
  /** The profile's database was written by a newer Confab. It was left untouched. */
  DATABASE_NEWER: { status: 409, data: z.object({ found: z.number(), supported: z.number() }) },
  /**
   * A database, in `file`, cannot be read or is damaged in places. It was left untouched. `backup` is the newest
   * backup that is good, null where there is none; it is left out where none was looked for.
   */
  DATABASE_DAMAGED: {
    status: 500,
    data: z.object({ file: z.string(), backup: goodBackup.nullable().optional() }),
  },
  /** The list of profiles is damaged where it was read. Nothing was counted; the next start puts it right if it can. */
  PROFILE_LIST_DAMAGED: { status: 500, data: z.object({}) },
  /** The data key of the profile is being changed already. */
  KEY_CHANGE_RUNNING: { status: 409, data: z.object({}) },
  /** The window that asked for another data key went before it was there. Nothing was changed. */
  KEY_CHANGE_CANCELLED: { status: 409, data: z.object({}) },
  /** There is no such backup (any more). */
  BACKUP_NOT_FOUND: { status: 404, data: z.object({}) },
  /** The backup is not whole. Nothing was changed. */
  BACKUP_DAMAGED: { status: 422, data: z.object({}) },
  /** The backup was written by a newer Confab. Nothing was changed. */
  BACKUP_NEWER: { status: 409, data: z.object({ found: z.number(), supported: z.number() }) },
  /** The file is no backup of Confab. */
  NOT_A_BACKUP: { status: 422, data: z.object({}) },
  /** The file is a backup of another profile. */
  BACKUP_OF_ANOTHER: { status: 409, data: z.object({}) },
  /** There is no such upload (any more), or not all of it has arrived. */
  UPLOAD_NOT_FOUND: { status: 404, data: z.object({}) },
  /** As many other windows are sending files as may at a time. */
  UPLOADS_FULL: { status: 503, data: z.object({}) },
  CONVERSATION_NOT_FOUND: { status: 404, data: z.object({}) },
  MESSAGE_NOT_FOUND: { status: 404, data: z.object({}) },
  FOLDER_NOT_FOUND: { status: 404, data: z.object({}) },
  /** Folders nest once: a folder within a folder, or one that holds folders, cannot take or go where that is exceeded. */
  FOLDER_TOO_DEEP: { status: 409, data: z.object({}) },
  MODEL_NOT_FOUND: { status: 404, data: z.object({}) },
  /** The profile works offline only: nothing was sent. */
  OFFLINE_ONLY: { status: 409, data: z.object({}) },
  /** There is no such connection to a provider. */
  CONNECTION_NOT_FOUND: { status: 404, data: z.object({}) },
  /** A provider was asked and refused or failed; `problem` says how, `details` is what it said, without secrets. */
  PROVIDER_FAILED: {
    status: 502,
    data: z.object({ problem: z.enum(answerErrorCodes), details: z.string().nullable() }),
  },
  /** The conversation already has an answer being written; stop it or wait for it. */
  ANSWER_RUNNING: { status: 409, data: z.object({}) },
  /** There is no chat in what was to be exported. */
  NOTHING_TO_EXPORT: { status: 409, data: z.object({}) },
  /** Nothing of the file could be imported; `reason` says why. */
  IMPORT_UNREADABLE: { status: 422, data: z.object({ reason: z.enum(importRefusals) }) },
  /** Another window of the profile is importing. */
  IMPORT_RUNNING: { status: 409, data: z.object({}) },
  /** There is no such import (any more): it was cancelled, or its window was gone. */
  IMPORT_NOT_FOUND: { status: 404, data: z.object({}) },
  /**
   * The budget does not cover another answer. Nothing was stored or sent. `balance` is what is left besides what
   * running answers will cost; `cost` what an answer costs, null where tokens are counted.
   */
  BUDGET_SPENT: { status: 402, data: z.object({ balance: z.number(), cost: z.number().nullable() }) },
} as const

export type CallErrorCode = keyof typeof callErrors
