/** What a person can do with a chat in the list. Each step can be undone, or done the other way round. */
import { bounds } from '../../shared/bounds.ts'
import type { ConversationId, FolderId } from '../../shared/contract/base.ts'
import type { ConversationSummary } from '../../shared/contract/conversations.ts'
import { announce } from '../announcements/announcementStore.ts'
import { showError, showUndo } from '../announcements/toastStore.ts'
import { call } from '../connection/call.ts'
import { newChat, openConversation, refreshShown } from '../conversation/conversationLoading.ts'
import { useConversation } from '../conversation/conversationStore.ts'
import { failureOf } from '../errors/failure.ts'
import { sentenceOf } from '../errors/sentences.ts'
import { forgetChat, refreshChat } from './chatsStore.ts'
import { useFolders } from './foldersStore.ts'

/** How long a step can be undone by its notice, in milliseconds. The menu undoes it at any time. */
const undoFor = 10_000

/** @returns whether it went well; what went wrong is said */
async function attempt(step: () => Promise<unknown>): Promise<boolean> {
  try {
    await step()
    return true
  } catch (error) {
    showError(sentenceOf(failureOf(error)))
    return false
  }
}

/** @returns what is wrong with the title or with renaming; null when the chat has its new title */
export async function renameChat(conversationId: ConversationId, text: string): Promise<string | null> {
  const title = text.trim()
  if (title.length < bounds.title.min) return 'Give the chat a title.'
  if (title.length > bounds.title.max) return `Shorten the title to ${bounds.title.max} characters.`
  try {
    await call((client) => client.conversations.rename({ conversationId, title }))
  } catch (error) {
    return sentenceOf(failureOf(error))
  }
  await refreshChat(conversationId)
  if (useConversation.getState().currentId === conversationId) refreshShown()
  return null
}

export async function setPinned(conversationId: ConversationId, pinned: boolean): Promise<void> {
  const done = await attempt(() =>
    call((client) => client.conversations.setPinned({ conversationId, pinned })),
  )
  if (!done) return
  await refreshChat(conversationId)
  announce(pinned ? 'Chat pinned' : 'Chat no longer pinned')
}

type Shelf = Pick<ConversationSummary, 'folderId' | 'pinned'>

async function shelve(conversationId: ConversationId, from: Shelf, to: Shelf): Promise<boolean> {
  const { folderId, pinned } = to
  const done = await attempt(async () => {
    if (folderId !== from.folderId)
      await call((client) => client.conversations.setFolder({ conversationId, folderId }))
    if (pinned !== from.pinned)
      await call((client) => client.conversations.setPinned({ conversationId, pinned }))
  })
  await refreshChat(conversationId)
  return done
}

/** Into a folder, or out of all of them (null). A pinned chat leaves the pinned ones: it is where it was put. */
export async function moveChat(chat: ConversationSummary, folderId: FolderId | null): Promise<void> {
  const from: Shelf = { folderId: chat.folderId, pinned: chat.pinned }
  const to: Shelf = { folderId, pinned: false }
  if (!(await shelve(chat.id, from, to))) return
  const folder = useFolders.getState().folders.find(({ id }) => id === folderId)
  const text =
    folderId === null ? 'Chat moved out of its folder' : `Chat moved to ${folder?.name ?? 'the folder'}`
  showUndo(text, () => void shelve(chat.id, to, from), Date.now() + undoFor)
}

export async function setArchived(conversationId: ConversationId, archived: boolean): Promise<void> {
  const done = await archive(conversationId, archived)
  const text = archived ? 'Chat archived' : 'Chat taken out of the archive'
  if (done) showUndo(text, () => void archive(conversationId, !archived), Date.now() + undoFor)
}

async function archive(conversationId: ConversationId, archived: boolean): Promise<boolean> {
  const done = await attempt(() =>
    call((client) => client.conversations.setArchived({ conversationId, archived })),
  )
  if (done) await refreshChat(conversationId)
  return done
}

/** From now on what is sent in the chat starts a new one. Where it is shown, it offers the way back itself. */
export async function endChat(conversationId: ConversationId): Promise<void> {
  const done = await attempt(() => call((client) => client.conversations.end({ conversationId })))
  if (!done) return
  await refreshChat(conversationId)
  if (useConversation.getState().currentId !== conversationId)
    return showUndo('Chat ended', () => void reopenChat(conversationId), Date.now() + undoFor)
  refreshShown()
  announce('Chat ended')
}

export async function reopenChat(conversationId: ConversationId): Promise<void> {
  const done = await attempt(() => call((client) => client.conversations.reopen({ conversationId })))
  if (!done) return
  await refreshChat(conversationId)
  if (useConversation.getState().currentId === conversationId) refreshShown()
  announce('Chat reopened')
}

export async function deleteChat(conversationId: ConversationId): Promise<void> {
  const wasShown = useConversation.getState().currentId === conversationId
  if (wasShown) newChat()
  try {
    const { undoUntil } = await call((client) => client.conversations.delete({ conversationId }))
    forgetChat(conversationId)
    showUndo('Chat deleted', () => void restoreChat(conversationId, wasShown), undoUntil)
  } catch (error) {
    showError(sentenceOf(failureOf(error)))
    if (wasShown) openConversation(conversationId)
  }
}

async function restoreChat(conversationId: ConversationId, show: boolean): Promise<void> {
  const done = await attempt(() => call((client) => client.conversations.restore({ conversationId })))
  if (!done) return
  await refreshChat(conversationId)
  if (show) openConversation(conversationId)
}
