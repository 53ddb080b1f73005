import { z } from 'zod'
import { bounds } from '../bounds.ts'
import { callErrors } from '../errors.ts'
import { signedIn } from './base.ts'

const { IMPORT_NOT_FOUND, IMPORT_RUNNING, IMPORT_UNREADABLE } = callErrors

/** What came in otherwise than it was, or not at all. Each has its sentence in `renderer/settings/transfer/sentences.ts`. */
export const importProblemKinds = [
  /** The file ends in the middle. */
  'file-cut-off',
  /** The file is damaged from some place on. */
  'file-damaged',
  /** What stands where a chat should is none, or not one that can be kept. */
  'chat-unreadable',
  /** The chat has no message. */
  'chat-empty',
  /** The file is larger, unpacked, than any export is. */
  'file-too-large',
  /** From some place on, reading the file took too long or too much memory. */
  'file-given-up',
  /** The chat is larger than can be read, and was left out. */
  'chat-too-large',
  /** Something in a chat is longer or more deeply nested than can be read, and was cut. */
  'part-too-large',
  /** A folder of the file cannot be read; its chats stand outside of it. */
  'folder-unreadable',
  /** A message cannot be read and was left out. */
  'message-unreadable',
  /** The message above one is not in the file; the chat goes on from its beginning there. */
  'message-without-parent',
  'image-left-out',
  'audio-left-out',
  'video-left-out',
  'file-left-out',
  /** What a tool was told or answered. */
  'tool-left-out',
  /** Content of a kind that Confab does not know. */
  'content-unknown',
] as const
export type ImportProblemKind = (typeof importProblemKinds)[number]

const count = z.number().int().nonnegative()
const importId = z.uuid().brand<'ImportId'>()
export type ImportId = z.infer<typeof importId>

export const importProblem = z.strictObject({
  kind: z.enum(importProblemKinds),
  /** Of the chat; empty where there is none. */
  title: z.string(),
  count: z.number().int().positive(),
})
export type ImportProblem = z.infer<typeof importProblem>

const counts = {
  /** Chats that were not here. */
  added: count,
  /** Chats that were here and lacked messages. */
  updated: count,
  /** Chats that were here whole. */
  unchanged: count,
  /** Messages that were written. */
  messages: count,
}

export const importProgress = z.strictObject({
  ...counts,
  /** The file needs not be read further: the rest of it says nothing, or cannot be read. */
  ended: z.boolean(),
})
export type ImportProgress = z.infer<typeof importProgress>

export const importReport = z.strictObject({
  ...counts,
  problems: z.array(importProblem),
  /** Problems that are not listed. */
  problemsLeftOut: count,
})
export type ImportReport = z.infer<typeof importReport>

const known = signedIn.errors({ IMPORT_NOT_FOUND, IMPORT_UNREADABLE })

/**
 * A file is read by the window and handed over in pieces, each answered once it has been dealt with. One import at a
 * time for a profile; it ends with the window that began it. A chat that was not here
 * is imported whole or not at all.
 */
export const importsContract = {
  begin: signedIn
    .errors({ IMPORT_RUNNING })
    .input(z.strictObject({ name: z.string().max(bounds.importName.max) }))
    .output(z.strictObject({ importId })),
  /** The next piece of the file, in base64. */
  append: known
    .input(z.strictObject({ importId, data: z.base64().min(4).max(bounds.importPiece.max) }))
    .output(importProgress),
  /** The file is at its end. */
  finish: known.input(z.strictObject({ importId })).output(importReport),
  /** Ends an import before its time; the chats that are whole stay. Says what has been imported. */
  cancel: known.input(z.strictObject({ importId })).output(importReport),
}
