/** Keeps how a chat asks its model: with the chat, or in the window until a new chat has its first message. */
import type { ChatSettings } from '../../shared/contract/preferences.ts'
import { call } from '../connection/call.ts'
import { refreshShown } from '../conversation/conversationLoading.ts'
import { useConversation } from '../conversation/conversationStore.ts'
import { updatePreferences } from '../preferences/preferencesStore.ts'
import { setNewChatSettings } from './newChatSettings.ts'

/** Rejects with the failure of the call. */
export async function saveForThisChat(settings: ChatSettings): Promise<void> {
  const { currentId } = useConversation.getState()
  if (currentId === null) return setNewChatSettings(settings)
  await call((client) =>
    client.conversations.setSettings({ conversationId: currentId, settings: copied(settings) }),
  )
  const { open } = useConversation.getState()
  if (open?.conversation.id === currentId) useConversation.setState({ open: { ...open, settings } })
  refreshShown()
}

/** Rejects with the failure of the call. */
export async function saveForNewChats(settings: ChatSettings): Promise<void> {
  await updatePreferences(copied(settings))
}

/** The transport takes plain values only. */
function copied({ contextMessages, parameters, systemPrompt }: ChatSettings): ChatSettings {
  return { systemPrompt, parameters: { ...parameters }, contextMessages }
}
