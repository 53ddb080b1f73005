/** Goes to a message, wherever it stands: in another chat, far up in a long one, on a version that is not shown. */
import type { ConversationId, MessageId } from '../../shared/contract/base.ts'
import { showError } from '../announcements/toastStore.ts'
import { leaveDrafts } from '../composer/draftSaving.ts'
import { call } from '../connection/call.ts'
import { failureOf } from '../errors/failure.ts'
import { sentenceOf } from '../errors/sentences.ts'
import { refreshShown, showStretch } from './conversationLoading.ts'
import { goTo, useConversation, type Target } from './conversationStore.ts'

function isShown(conversationId: ConversationId, messageId: MessageId): boolean {
  const { currentId, open } = useConversation.getState()
  return currentId === conversationId && (open?.messages.some(({ id }) => id === messageId) ?? false)
}

function goToFetched(conversationId: ConversationId, target: Target): void {
  if (useConversation.getState().currentId === conversationId) return void showStretch(target)
  goTo(conversationId, target)
  void leaveDrafts(conversationId)
  refreshShown()
}

/** Counts the calls: what an earlier one finds out does not move the person away again. */
let latest = 0

/** Brings a message of the path that is shown into view and leaves the focus where it is. */
export function lookAtMessage(conversationId: ConversationId, messageId: MessageId): void {
  latest += 1
  const target = { messageId, focus: false }
  if (isShown(conversationId, messageId)) useConversation.setState({ target })
  else goToFetched(conversationId, target)
}

/** Shows the chat at a message, which gets the focus. */
export async function openAtMessage(conversationId: ConversationId, messageId: MessageId): Promise<void> {
  latest += 1
  const asked = latest
  const target = { messageId, focus: true }
  if (isShown(conversationId, messageId)) return useConversation.setState({ target })
  try {
    await call((client) => client.conversations.selectVersion({ conversationId, messageId }))
    if (asked === latest) goToFetched(conversationId, target)
  } catch (error) {
    if (asked === latest) showError(sentenceOf(failureOf(error)))
  }
}
