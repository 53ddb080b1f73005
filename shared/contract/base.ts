import { oc } from '@orpc/contract'
import { z } from 'zod'
import { bounds } from '../bounds.ts'
import { callErrors } from '../errors.ts'

/** What the one middleware of the router needs to know of a procedure. */
export interface ProcedureMeta {
  /** The call is refused with `SIGNED_OUT` unless its window has a signed-in profile. */
  readonly signedIn: boolean
}

const { INTERNAL, INVALID_INPUT, UNKNOWN_PROCEDURE, DISK_FULL, SIGNED_OUT } = callErrors

/** A procedure that any window may call. */
export const open = oc
  .$meta<ProcedureMeta>({ signedIn: false })
  .errors({ INTERNAL, INVALID_INPUT, UNKNOWN_PROCEDURE, DISK_FULL })

/** A procedure that needs a signed-in profile. */
export const signedIn = open.meta({ signedIn: true }).errors({ SIGNED_OUT })

/** Times are epoch milliseconds, UTC. */
export const time = z.number().int().nonnegative()

export const profileId = z.uuid().brand<'ProfileId'>()
export const conversationId = z.uuid().brand<'ConversationId'>()
export const messageId = z.uuid().brand<'MessageId'>()

/** `<provider>:<name>`, for example `local:starter`. Never a path: no slash, no backslash, no leading dot. */
export const modelId = z
  .string()
  .max(bounds.modelId.max)
  .regex(/^[a-z]+:[A-Za-z0-9][A-Za-z0-9._-]*$/)
  .brand<'ModelId'>()

export const empty = z.strictObject({})

export type ProfileId = z.infer<typeof profileId>
export type ConversationId = z.infer<typeof conversationId>
export type MessageId = z.infer<typeof messageId>
export type ModelId = z.infer<typeof modelId>
