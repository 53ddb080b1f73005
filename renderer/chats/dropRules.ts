/** Pure: what can be dragged where. */
import type { ConversationSummary } from '../../shared/contract/conversations.ts'
import type { Folder } from '../../shared/contract/folders.ts'
import { foldersFor } from './folderTree.ts'

export type Dragged =
  | { readonly kind: 'chat'; readonly chat: ConversationSummary }
  | { readonly kind: 'folder'; readonly folder: Folder }

/** `outside` is where the recent chats are: out of every folder. */
export type DropTarget =
  | { readonly kind: 'folder'; readonly folderId: Folder['id'] }
  | { readonly kind: 'pinned' }
  | { readonly kind: 'outside' }

export function targetKey(target: DropTarget): string {
  return target.kind === 'folder' ? target.folderId : target.kind
}

/** Whether dropping would change anything, and may. */
export function canDrop(dragged: Dragged, target: DropTarget, folders: readonly Folder[]): boolean {
  if (dragged.kind === 'folder') {
    if (target.kind === 'outside') return dragged.folder.parentId !== null
    if (target.kind === 'pinned' || target.folderId === dragged.folder.parentId) return false
    return foldersFor(dragged.folder, folders).some(({ id }) => id === target.folderId)
  }
  const { folderId, pinned } = dragged.chat
  switch (target.kind) {
    case 'pinned':
      return !pinned
    case 'outside':
      return pinned || folderId !== null
    case 'folder':
      return pinned || folderId !== target.folderId
  }
}
