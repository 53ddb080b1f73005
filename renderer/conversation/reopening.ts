import type { ConversationId } from '../../shared/contract/base.ts'
import { showNote } from '../announcements/toastStore.ts'
import { useConversation } from './conversationStore.ts'

/** Runs a step that has an answer written: a chat that had ended is reopened by it, which is said. */
export async function reopening<Output>(
  conversationId: ConversationId,
  step: () => Promise<Output>,
): Promise<Output> {
  const { open } = useConversation.getState()
  const ended = open?.conversation.id === conversationId && open.conversation.endedAt !== null
  const output = await step()
  if (ended) showNote('Chat reopened')
  return output
}
