import type { MessageId } from '../../../shared/contract/base.ts'
import type { Message } from '../../../shared/contract/conversations.ts'
import type { Deletion } from '../../../shared/contract/messages.ts'
import { createProfileStore } from '../../state/profileState.ts'
import { useConversation } from '../conversationStore.ts'

/** A question about a message. It is asked outside of the messages: they come and go as they are scrolled. */
export type MessageDialog =
  | { readonly kind: 'delete'; readonly message: Message; readonly deletion: Deletion }
  | { readonly kind: 'revisions'; readonly messageId: MessageId }
  | { readonly kind: 'another-model'; readonly message: Message }

interface MessageDialogState {
  /** With the place (see `conversationStore`) it is asked at: it goes when that is left. */
  readonly asked: { readonly dialog: MessageDialog; readonly place: number } | null
}

const useAsked = createProfileStore<MessageDialogState>(() => ({ asked: null }))

export function openMessageDialog(dialog: MessageDialog): void {
  useAsked.setState({ asked: { dialog, place: useConversation.getState().place } })
}

export function closeMessageDialog(): void {
  useAsked.setState({ asked: null })
}

/** The question that is asked about a message of the conversation that is shown. */
export function useMessageDialog(): MessageDialog | null {
  const place = useConversation((state) => state.place)
  return useAsked(({ asked }) => (asked?.place === place ? asked.dialog : null))
}
