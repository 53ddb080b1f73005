/** What a person can do with a folder of chats. */
import { bounds } from '../../shared/bounds.ts'
import type { ConversationSummary } from '../../shared/contract/conversations.ts'
import type { FolderId } from '../../shared/contract/base.ts'
import type { Folder } from '../../shared/contract/folders.ts'
import { announce } from '../announcements/announcementStore.ts'
import { showError, showUndo } from '../announcements/toastStore.ts'
import { call } from '../connection/call.ts'
import { failureOf } from '../errors/failure.ts'
import { sentenceOf } from '../errors/sentences.ts'
import { moveChat } from './chatActions.ts'
import { refreshChats } from './chatsStore.ts'
import { refreshFolders, setFolderOpen } from './foldersStore.ts'

const undoFor = 10_000

function nameProblem(name: string): string | null {
  if (name.length < bounds.folderName.min) return 'Give the folder a name.'
  if (name.length > bounds.folderName.max) return `Shorten the name to ${bounds.folderName.max} characters.`
  return null
}

/** @returns what is wrong; null when it went well */
async function problemOf(step: () => Promise<unknown>): Promise<string | null> {
  try {
    await step()
    return null
  } catch (error) {
    return sentenceOf(failureOf(error))
  } finally {
    refreshFolders()
  }
}

/**
 * Makes a folder, opens it and puts a chat into it, if one waits for it.
 * @returns what is wrong with the name or with making it; null when it is there
 */
export async function createFolder(
  text: string,
  parentId: FolderId | null,
  chat: ConversationSummary | null,
): Promise<string | null> {
  const name = text.trim()
  const wrong = nameProblem(name)
  if (wrong !== null) return wrong
  const folderId = crypto.randomUUID() as string as FolderId
  const problem = await problemOf(() => call((client) => client.folders.create({ folderId, name, parentId })))
  if (problem !== null) return problem
  if (parentId !== null) setFolderOpen(parentId, true)
  setFolderOpen(folderId, true)
  announce(`Folder ${name} made`)
  if (chat) await moveChat(chat, folderId)
  return null
}

/** @returns what is wrong with the name or with renaming; null when it has its new name */
export async function renameFolder(folderId: FolderId, text: string): Promise<string | null> {
  const name = text.trim()
  return (
    nameProblem(name) ?? (await problemOf(() => call((client) => client.folders.rename({ folderId, name }))))
  )
}

/** Into another folder, or out of it (null). */
export async function moveFolder(folder: Folder, parent: Folder | null): Promise<void> {
  if (!(await putFolder(folder.id, parent?.id ?? null))) return
  if (parent) setFolderOpen(parent.id, true)
  const text = parent ? `${folder.name} moved into ${parent.name}` : `${folder.name} moved out`
  showUndo(text, () => void putFolder(folder.id, folder.parentId), Date.now() + undoFor)
}

async function putFolder(folderId: FolderId, parentId: FolderId | null): Promise<boolean> {
  const problem = await problemOf(() => call((client) => client.folders.move({ folderId, parentId })))
  if (problem !== null) showError(problem)
  return problem === null
}

/** Its chats and folders go one step up. */
export async function deleteFolder({ id, name }: Folder): Promise<void> {
  const problem = await problemOf(() => call((client) => client.folders.delete({ folderId: id })))
  if (problem !== null) return showError(problem)
  setFolderOpen(id, false)
  refreshChats()
  announce(`Folder ${name} deleted, its chats are kept`)
}
