import type { Event } from '../../shared/contract/events.ts'
import { useConversation } from '../conversation/conversationStore.ts'
import { refreshFindSoon } from './findActions.ts'
import { refreshFoundSoon } from './searchRefresh.ts'

/** Events after which something else may be found: messages, titles and chats have come, gone or changed. */
const changing: ReadonlySet<Event['type']> = new Set<Event['type']>([
  'ready',
  'resync',
  'answer-ended',
  'conversation-changed',
  'conversation-deleted',
  'conversations-changed',
])

/** Brings what was found up to date with one event. */
export function applyToFound(event: Event): void {
  if (!changing.has(event.type)) return
  refreshFoundSoon()
  const { currentId } = useConversation.getState()
  if (!('conversationId' in event) || event.conversationId === currentId) refreshFindSoon()
}
