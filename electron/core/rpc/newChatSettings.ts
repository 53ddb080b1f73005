import type { ChatSettings, Preferences } from '../../../shared/contract/preferences.ts'

/** How new chats ask their model unless something else is said. */
export function settingsOfNewChats({ contextMessages, parameters, systemPrompt }: Preferences): ChatSettings {
  return { systemPrompt, parameters, contextMessages }
}
