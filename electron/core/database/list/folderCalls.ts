import type { FolderId } from '../../../../shared/contract/base.ts'
import type { Folder } from '../../../../shared/contract/folders.ts'
import { callsOf } from '../calls.ts'
import type { Connection } from '../connection.ts'
import { addFolder, allFolders, deleteFolder, moveFolder, renameFolder } from './folders.ts'

export interface NewFolder {
  readonly id: FolderId
  readonly name: string
  readonly parentId: FolderId | null
  readonly createdAt: number
}

/** Folders of chats; they nest once. */
export interface FolderCalls {
  /** All of them, by name. */
  folders(): Promise<readonly Folder[]>
  /** Once for an id. */
  addFolder(folder: NewFolder): Promise<void>
  renameFolder(id: FolderId, name: string): Promise<void>
  moveFolder(id: FolderId, parentId: FolderId | null): Promise<void>
  /** What is in it goes one step up. */
  deleteFolder(id: FolderId): Promise<void>
}

export function folderCalls(db: Connection): FolderCalls {
  const { read, write } = callsOf(db)
  return {
    folders: () => read(() => allFolders(db)),
    addFolder: (folder) => write(() => addFolder(db, folder)),
    renameFolder: (id, name) => write(() => renameFolder(db, id, name)),
    moveFolder: (id, parentId) => write(() => moveFolder(db, id, parentId)),
    deleteFolder: (id) => write(() => deleteFolder(db, id)),
  }
}
