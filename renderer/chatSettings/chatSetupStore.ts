import { createProfileStore } from '../state/profileState.ts'
import type { NumberName } from './settingsFields.ts'

interface ChatSetupState {
  readonly open: boolean
  /** What it was opened for, and has the focus; null where it was opened as a whole. */
  readonly field: NumberName | null
}

/** Whether the chat setup is open: it opens from its button, and from what it decides. */
export const useChatSetup = createProfileStore<ChatSetupState>(() => ({ open: false, field: null }))

export function openChatSetup(field: NumberName | null = null): void {
  useChatSetup.setState({ open: true, field })
}

export function closeChatSetup(): void {
  useChatSetup.setState({ open: false, field: null })
}
