import type { FolderId } from '../../shared/contract/base.ts'
import type { ConversationSummary } from '../../shared/contract/conversations.ts'
import type { Folder } from '../../shared/contract/folders.ts'
import { createProfileStore } from '../state/profileState.ts'
import { focusRow } from './rowFocus.ts'

/** A question about the list. It is asked outside of the rows: they come and go as the list is scrolled. */
export type ListDialog =
  | { readonly kind: 'move-chat'; readonly chat: ConversationSummary }
  | { readonly kind: 'move-folder'; readonly folder: Folder }
  | {
      readonly kind: 'new-folder'
      readonly parentId: FolderId | null
      /** The chat that is to go into it. */
      readonly chat: ConversationSummary | null
    }
  | { readonly kind: 'delete-folder'; readonly folder: Folder }
  | { readonly kind: 'export-chat'; readonly chat: ConversationSummary }
  | { readonly kind: 'export-folder'; readonly folder: Folder }

export type Asked<Kind extends ListDialog['kind']> = Extract<ListDialog, { readonly kind: Kind }>

export const useListDialog = createProfileStore<{ readonly dialog: ListDialog | null }>(() => ({
  dialog: null,
}))

export function openListDialog(dialog: ListDialog): void {
  useListDialog.setState({ dialog })
}

export function closeListDialog(): void {
  useListDialog.setState({ dialog: null })
}

/** Closes the dialog, with the focus back on the row that it was about. */
export function backTo(key: string): void {
  closeListDialog()
  focusRow(key)
}
