/** Pure: folders nest once. */
import type { Folder } from '../../shared/contract/folders.ts'

/** Each folder with those inside of it after it. */
export function inTreeOrder(folders: readonly Folder[]): readonly Folder[] {
  return folders
    .filter(({ parentId }) => parentId === null)
    .flatMap((outer) => [outer, ...folders.filter(({ parentId }) => parentId === outer.id)])
}

export function holdsFolders(folder: Folder, folders: readonly Folder[]): boolean {
  return folders.some(({ parentId }) => parentId === folder.id)
}

/** The folders into which a folder can go. */
export function foldersFor(folder: Folder, folders: readonly Folder[]): readonly Folder[] {
  if (holdsFolders(folder, folders)) return []
  return folders.filter(({ id, parentId }) => parentId === null && id !== folder.id)
}
