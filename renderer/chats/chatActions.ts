/** What a person can do with a chat in the list. */
import { bounds } from '../../shared/bounds.ts'
import type { ConversationId } from '../../shared/contract/base.ts'
import { showError, showUndo } from '../announcements/toastStore.ts'
import { call } from '../connection/call.ts'
import { newChat, openConversation, refreshShown } from '../conversation/conversationLoading.ts'
import { useConversation } from '../conversation/conversationStore.ts'
import { failureOf } from '../errors/failure.ts'
import { sentenceOf } from '../errors/sentences.ts'
import { forgetChat, refreshChats, retitleChat } from './chatsStore.ts'

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
  retitleChat(conversationId, title)
  if (useConversation.getState().currentId === conversationId) refreshShown()
  return null
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
  try {
    await call((client) => client.conversations.restore({ conversationId }))
    refreshChats()
    if (show) openConversation(conversationId)
  } catch (error) {
    showError(sentenceOf(failureOf(error)))
  }
}
