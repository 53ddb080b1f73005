import type { Event } from '../../shared/contract/events.ts'
import { useConversation } from '../conversation/conversationStore.ts'
import { refreshFindSoon } from './findActions.ts'
import { refreshFoundSoon } from './searchRefresh.ts'

/** After which events something else may be found: messages, titles and chats have come, gone or changed. */
const changing: Readonly<Record<Event['type'], boolean>> = {
  ready: true,
  resync: true,
  'signed-out': false,
  'answer-text': false,
  'answer-reasoning': false,
  'answer-was-reasoning': false,
  'answer-retrying': false,
  'answer-queued': false,
  'answer-ended': true,
  'conversation-changed': true,
  'conversation-deleted': true,
  'conversations-changed': true,
  'summary-changed': true,
  'folders-changed': false,
  'budget-changed': false,
  'preferences-changed': false,
  'models-changed': false,
  'backups-changed': false,
  'backups-failing': false,
  'database-damaged': false,
  'profile-changed': false,
}

/** Brings what was found up to date with one event. */
export function applyToFound(event: Event): void {
  if (!changing[event.type]) return
  refreshFoundSoon()
  const { currentId } = useConversation.getState()
  if (!('conversationId' in event) || event.conversationId === currentId) refreshFindSoon()
}
