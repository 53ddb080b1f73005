/*
 * What is said between the core and the process that works on texts and files of others: it reads a file that is
 * imported, or makes HTML of Markdown. Neither is done in the core, where one text could hold every window, or end it.
 */
import type { ImportProblem } from '../../../shared/contract/imports.ts'
import type { ImportRefusal } from '../../../shared/errors.ts'
import type { IncomingConversation, IncomingMessage, PortableFolder, PortableHead } from './portable.ts'

/** What is written in one transaction. A long chat comes as its head, its messages in several, and its end. */
export type ImportBatch =
  | { readonly kind: 'folder'; readonly folder: PortableFolder }
  | { readonly kind: 'chats'; readonly conversations: readonly IncomingConversation[] }
  | { readonly kind: 'long-begin'; readonly head: PortableHead }
  | { readonly kind: 'long-messages'; readonly messages: readonly IncomingMessage[] }
  | { readonly kind: 'long-end' }

export interface ListedProblems {
  readonly lines: readonly ImportProblem[]
  /** Problems that are not listed. */
  readonly leftOut: number
}

export type TransferCommand =
  /** The next piece of a file, or that it is at its end. Not before the piece before it was read. */
  | { readonly type: 'read'; readonly bytes: Uint8Array }
  | { readonly type: 'end' }
  /** One more of the parts that were found is written. */
  | { readonly type: 'written' }
  /** Markdown that is to become HTML. */
  | { readonly type: 'html'; readonly markdown: string }

export type TransferEvent =
  /** The process has started. */
  | { readonly type: 'ready' }
  | { readonly type: 'found'; readonly batch: ImportBatch }
  /** The piece, or the end, was read. */
  | { readonly type: 'done'; readonly problems: ListedProblems }
  /** The file cannot be read on. What was whole has been given. */
  | { readonly type: 'unreadable'; readonly reason: ImportRefusal; readonly problems: ListedProblems }
  /** Null for what cannot become HTML within the bounds. */
  | { readonly type: 'html'; readonly html: string | null }
