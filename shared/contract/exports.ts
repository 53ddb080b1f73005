import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { callErrors } from '../errors.ts'
import { conversationId, folderId, signedIn } from './base.ts'

const { CONVERSATION_NOT_FOUND, FOLDER_NOT_FOUND, NOTHING_TO_EXPORT } = callErrors

/** A folder comes with the folders in it. */
export const exportScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('conversation'), conversationId }),
  z.strictObject({ kind: z.literal('folder'), folderId }),
  z.strictObject({ kind: z.literal('all') }),
])
export type ExportScope = z.infer<typeof exportScope>

/** `json` has everything and can be imported; the others have the path that is shown, to be read. */
export const exportFormat = z.enum(['markdown', 'html', 'text', 'json'])
export type ExportFormat = z.infer<typeof exportFormat>

const count = z.number().int().nonnegative()

export const exportPart = z.discriminatedUnion('type', [
  /** Comes first: what to call the file that the data makes. */
  z.strictObject({ type: z.literal('file'), name: z.string(), mediaType: z.string() }),
  /** The next piece of the file, in base64. */
  z.strictObject({ type: z.literal('data'), data: z.string() }),
  /** Of so many chats, so many are written. */
  z.strictObject({ type: z.literal('progress'), done: count, total: count }),
  /** Comes at the end where so many texts could not be formatted and stand as they are. */
  z.strictObject({ type: z.literal('plain'), texts: count.positive() }),
  /** Comes last where the profile's file is damaged: so many chats could not be read whole. */
  z.strictObject({ type: z.literal('not-whole'), chats: count.positive() }),
])
export type ExportPart = z.infer<typeof exportPart>

export const exportsContract = {
  /** One chat is one file; a folder or everything is one JSON file, or a zip with a file for each chat. */
  run: signedIn
    .errors({ CONVERSATION_NOT_FOUND, FOLDER_NOT_FOUND, NOTHING_TO_EXPORT })
    .input(z.strictObject({ scope: exportScope, format: exportFormat }))
    .output(eventIterator(exportPart)),
}
