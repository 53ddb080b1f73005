import type { FolderId } from '../../../shared/contract/base.ts'
import type { ExportScope } from '../../../shared/contract/exports.ts'
import type { ExportedChat } from '../database/transfer/exportedRows.ts'
import type { ProfileDatabase } from '../database/profileDatabase.ts'
import type { PortableFolder } from './portable.ts'
import { unlessDamaged } from './salvage.ts'

/** What is exported. */
export interface Selection {
  readonly chats: readonly ExportedChat[]
  /** Those that the chats stand in, with what these stand in, and those of an exported folder; outer ones first. */
  readonly folders: readonly PortableFolder[]
  /** What the file is called after; null for everything. */
  readonly name: string | null
}

type Folders = ReadonlyMap<FolderId, PortableFolder>

/** A folder and the ones it is in, outermost first. */
export function pathOf(folders: Folders, id: FolderId | null): readonly PortableFolder[] {
  const folder = id === null ? undefined : folders.get(id)
  return folder ? [...pathOf(folders, folder.parentId), folder] : []
}

export function foldersById(folders: readonly PortableFolder[]): Folders {
  return new Map(folders.map((folder) => [folder.id, folder]))
}

/** That the list is damaged is told with each chat that cannot be read. */
function untold(): void {}

/**
 * All chats. Where some of them stand on a damaged page they are found one by one, and those that cannot be read are
 * among them: they are told of when they are written.
 */
async function allChats(database: ProfileDatabase): Promise<readonly ExportedChat[]> {
  const chats = await unlessDamaged(() => database.exportedChats(), untold)
  if (chats) return chats
  const found: ExportedChat[] = []
  for (const key of await database.conversationKeys()) {
    let isLost = false
    const chat = await unlessDamaged(
      () => database.exportedChatOf(key),
      () => {
        isLost = true
      },
    )
    if (chat) found.push(chat)
    if (isLost) found.push({ key, title: 'A chat that cannot be read', folderId: null })
  }
  return found
}

async function folderSelection(database: ProfileDatabase, id: FolderId): Promise<Selection> {
  await database.checkFolder(id)
  const all = await database.exportedFolders()
  const byId = foldersById(all)
  const isInside = (folder: FolderId | null): boolean => pathOf(byId, folder).some((outer) => outer.id === id)
  const above = new Set(pathOf(byId, id).map((folder) => folder.id))
  return {
    chats: (await allChats(database)).filter((chat) => isInside(chat.folderId)),
    folders: all.filter((folder) => above.has(folder.id) || isInside(folder.id)),
    name: byId.get(id)?.name ?? null,
  }
}

/** @throws CallError `CONVERSATION_NOT_FOUND`, `FOLDER_NOT_FOUND` */
export async function selectionOf(database: ProfileDatabase, scope: ExportScope): Promise<Selection> {
  switch (scope.kind) {
    case 'conversation': {
      const chat = await database.exportedChat(scope.conversationId)
      const folders = pathOf(foldersById(await database.exportedFolders()), chat.folderId)
      return { chats: [chat], folders, name: chat.title }
    }
    case 'folder':
      return folderSelection(database, scope.folderId)
    case 'all': {
      const folders = await database.exportedFolders()
      return { chats: await allChats(database), folders, name: null }
    }
  }
}
