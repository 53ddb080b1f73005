import { oc } from '@orpc/contract'
import { z } from 'zod'
import { bounds } from '../bounds.ts'
import { callErrors } from '../errors.ts'

/** What the one middleware of the router needs to know of a procedure. */
export interface ProcedureMeta {
  /** The call is refused with `SIGNED_OUT` unless its window has a signed-in profile. */
  readonly signedIn: boolean
  /** The call does not wait while the data key of its profile is changed: it is refused with `KEY_CHANGE_RUNNING`. */
  readonly refusedWhileHeld?: boolean
}

const { BUSY, INTERNAL, INVALID_INPUT, UNKNOWN_PROCEDURE, DISK_FULL, PROFILE_LIST_DAMAGED, SIGNED_OUT } =
  callErrors

/** A procedure that any window may call. What each of them may cost is bounded; `tests/contract/outsiders.test.ts` lists them. */
export const open = oc
  .$meta<ProcedureMeta>({ signedIn: false })
  .errors({ BUSY, INTERNAL, INVALID_INPUT, UNKNOWN_PROCEDURE, DISK_FULL, PROFILE_LIST_DAMAGED })

/** A procedure that needs a signed-in profile. */
export const signedIn = open.meta({ signedIn: true }).errors({ SIGNED_OUT })

/** Times are epoch milliseconds, UTC. */
export const time = z.number().int().nonnegative()

export const profileId = z.uuid().brand<'ProfileId'>()
export const conversationId = z.uuid().brand<'ConversationId'>()
export const messageId = z.uuid().brand<'MessageId'>()
export const folderId = z.uuid().brand<'FolderId'>()

/** Where answers come from besides this machine: `gemini`, `openai`, or a server of one's own. */
export const connectionId = z
  .string()
  .regex(/^(?:gemini|openai|server-[0-9a-f]{8})$/)
  .brand<'ConnectionId'>()

/**
 * `<provider>:<name>`, for example `local:starter`. The name of a local model is that of a folder and never a path:
 * no slash, no backslash, no leading dot. That of any other is what its provider calls it: anything in one line.
 */
export const modelId = z
  .string()
  .max(bounds.modelId.max)
  .regex(
    /^(?:local:[A-Za-z0-9][A-Za-z0-9._-]*|(?:gemini|openai|server-[0-9a-f]{8}):[^\p{Cc}\p{Cs}\u2028\u2029]+)$/u,
  )
  .brand<'ModelId'>()

export const empty = z.strictObject({})

export type ProfileId = z.infer<typeof profileId>
export type ConversationId = z.infer<typeof conversationId>
export type MessageId = z.infer<typeof messageId>
export type FolderId = z.infer<typeof folderId>
export type ConnectionId = z.infer<typeof connectionId>
export type ModelId = z.infer<typeof modelId>
