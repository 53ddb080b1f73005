import { createProfileStore } from '../state/profileState.ts'

interface ChatSetupState {
  readonly open: boolean
}

/** Whether the chat setup is open: it opens from its button, and from what it decides. */
export const useChatSetup = createProfileStore<ChatSetupState>(() => ({ open: false }))

export function openChatSetup(): void {
  useChatSetup.setState({ open: true })
}

export function closeChatSetup(): void {
  useChatSetup.setState({ open: false })
}
