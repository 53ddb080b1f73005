import type { ConversationId } from '../../../shared/contract/base.ts'
import type { OpenProfile } from '../sessions/openProfile.ts'

/** Tells all windows that a conversation is not what it was, also in the list. */
export function announceChange(profile: OpenProfile, conversationId: ConversationId): void {
  profile.publish({ type: 'conversation-changed', conversationId })
  profile.publish({ type: 'conversations-changed' })
}
