import type { ConversationId } from '../../../shared/contract/base.ts'
import type { OpenProfile } from '../sessions/openProfile.ts'

/** Tells all windows that a conversation is not what it was, also in the list. */
export function announceChange(profile: OpenProfile, conversationId: ConversationId): void {
  profile.publish({ type: 'conversation-changed', conversationId })
  profile.publish({ type: 'summary-changed', conversationId })
}

/** Tells all windows that a conversation is listed elsewhere, or for the first time. */
export function announceMove(profile: OpenProfile, conversationId: ConversationId): void {
  announceChange(profile, conversationId)
  profile.publish({ type: 'folders-changed' })
}

/** Tells all windows that a conversation was taken away. */
export function announceDeletion(profile: OpenProfile, conversationId: ConversationId): void {
  profile.publish({ type: 'conversation-deleted', conversationId })
  profile.publish({ type: 'folders-changed' })
}
