import { bounds } from '../../shared/bounds.ts'
import type { ChatSettings } from '../../shared/contract/preferences.ts'
import { useConversation } from '../conversation/conversationStore.ts'
import { usePreferences } from '../preferences/preferencesStore.ts'
import { createProfileStore } from '../state/profileState.ts'

interface NewChatSettingsState {
  /** Chosen for the new chat at `place`; any other new chat starts with those of the profile. */
  readonly chosen: { readonly place: number; readonly settings: ChatSettings } | null
}

export const useNewChatSettings = createProfileStore<NewChatSettingsState>(
  () => ({ chosen: null }),
  'profile',
)

export function setNewChatSettings(settings: ChatSettings): void {
  useNewChatSettings.setState({ chosen: { place: useConversation.getState().place, settings } })
}

/** What was chosen for the new chat at a place; null when nothing was. */
export function chosenSettings(place: number): ChatSettings | null {
  const { chosen } = useNewChatSettings.getState()
  return chosen?.place === place ? chosen.settings : null
}

/** What new chats start with when nothing else is said. */
export function settingsOfNewChats(): ChatSettings {
  const { preferences } = usePreferences.getState()
  return {
    systemPrompt: preferences?.systemPrompt ?? '',
    parameters: preferences?.parameters ?? {},
    contextMessages: preferences?.contextMessages ?? bounds.contextMessages.presets[0],
  }
}

/** How the chat that is shown asks its model, now; null until that is known. */
export function currentSettings(): ChatSettings | null {
  const { currentId, open, place } = useConversation.getState()
  if (currentId !== null) return open?.settings ?? null
  return chosenSettings(place) ?? settingsOfNewChats()
}
