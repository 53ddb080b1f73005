import type { Event } from '../../shared/contract/events.ts'
import { showNote } from '../announcements/toastStore.ts'
import { forgetChat, refreshChat, refreshChats } from '../chats/chatsStore.ts'
import { refreshFolders } from '../chats/foldersStore.ts'
import { loadNewChatDraft } from '../composer/draftStore.ts'
import { call } from '../connection/call.ts'
import { applyToShown } from '../conversation/answerEvents.ts'
import { newChat, refreshShown, reopenPlace } from '../conversation/conversationLoading.ts'
import { useConversation } from '../conversation/conversationStore.ts'
import { rescueEdit } from '../conversation/editing/useEditedGone.ts'
import { resendWaiting } from '../conversation/sending.ts'
import { fetchConnections } from '../models/connectionsStore.ts'
import { fetchModels } from '../models/modelsStore.ts'
import { fetchPreferences, setPreferences } from '../preferences/preferencesStore.ts'
import { applyToFound } from '../search/searchEvents.ts'
import { setProfile } from '../session/sessionStore.ts'
import { refreshBackups, showDamage, showFailing } from '../settings/backups/backupsStore.ts'
import { onEndOf } from '../state/profileState.ts'
import { refreshBudget } from '../usage/budgetStore.ts'
import { batchText } from './textFrames.ts'

type KnownEvent = Exclude<Event, { type: 'signed-out' }>

const answers = batchText(applyToShown)
onEndOf('session', () => answers.clear())

/** Brings the stores up to date with one event. */
export function applyEvent(event: KnownEvent): void {
  applyToFound(event)
  switch (event.type) {
    case 'ready':
      return fetchEverything(true)
    case 'resync':
      return fetchEverything(false)
    case 'answer-text':
    case 'answer-reasoning':
    case 'answer-was-reasoning':
    case 'answer-retrying':
    case 'answer-queued':
    case 'answer-ended':
      return answers.push(event)
    case 'conversation-changed':
      if (event.conversationId === useConversation.getState().currentId) refreshShown()
      return
    case 'conversation-deleted':
      forgetChat(event.conversationId)
      if (event.conversationId !== useConversation.getState().currentId) return
      rescueEdit()
      newChat()
      return showNote('This chat was deleted in another window.')
    case 'summary-changed':
      return void refreshChat(event.conversationId)
    case 'conversations-changed':
      return refreshChats()
    case 'folders-changed':
      return refreshFolders()
    case 'budget-changed':
      return refreshBudget()
    case 'preferences-changed':
      return setPreferences(event.preferences)
    case 'models-changed':
      return fetchModelLists()
    case 'backups-changed':
      return refreshBackups()
    case 'database-damaged':
      return showDamage(event.backup)
    case 'backups-failing':
      return showFailing(event)
    case 'profile-changed':
      return setProfile(event.profile)
  }
}

/** Nothing to be done: whatever could not be fetched now is fetched at the next `ready`. */
function untilReady(): void {}

function fetchModelLists(): void {
  fetchModels().catch(untilReady)
  fetchConnections().catch(untilReady)
}

/** Whatever is shown is fetched; what changes after this arrives as events. */
function fetchEverything(afterReady: boolean): void {
  fetchPreferences().catch(untilReady)
  fetchModelLists()
  refreshBudget()
  refreshChats()
  refreshFolders()
  if (!afterReady) return refreshShown()
  reopenPlace()
  loadNewChatDraft(() => call((client) => client.conversations.newChatDraft({}))).catch(untilReady)
  resendWaiting()
}
