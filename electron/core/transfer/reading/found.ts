import type { IncomingConversation, PortableFolder } from '../portable.ts'

/** What a file has given: a folder or a chat. */
export type Found =
  | { readonly kind: 'folder'; readonly folder: PortableFolder }
  | { readonly kind: 'conversation'; readonly conversation: IncomingConversation }
