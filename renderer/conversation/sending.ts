/** From the composer to the core: the message is shown at once and comes back to the composer when it is refused. */
import type { ConversationId, MessageId, ModelId } from '../../shared/contract/base.ts'
import { isSpent } from '../../shared/budget.ts'
import { firstTitle } from '../../shared/title.ts'
import { showNote } from '../announcements/toastStore.ts'
import { refreshChat } from '../chats/chatsStore.ts'
import { leaveDrafts } from '../composer/draftSaving.ts'
import { giveBack, moveDraft } from '../composer/draftStore.ts'
import { setRefusal } from '../composer/refusalStore.ts'
import { call } from '../connection/call.ts'
import type { CallFailure } from '../errors/callFailure.ts'
import { failureOf } from '../errors/failure.ts'
import { sentenceOf } from '../errors/sentences.ts'
import { chosenSettings, settingsOfNewChats } from '../chatSettings/newChatSettings.ts'
import { namedModel } from '../models/modelNames.ts'
import { useModels } from '../models/modelsStore.ts'
import { refreshShown, showStretch } from './conversationLoading.ts'
import { useBudget } from '../usage/budgetStore.ts'
import { becomeConversation, goTo, useConversation, type OpenConversation } from './conversationStore.ts'
import { personMessage, startedAnswer, withAdded } from './localMessages.ts'
import { newMessageId } from './newIds.ts'
import { addSending, removeSending, setWaiting, useSending, type SendingMessage } from './sendingStore.ts'

interface Sent {
  readonly conversationId: ConversationId
  readonly answerId: MessageId
}

export async function sendMessage(text: string, modelId: ModelId): Promise<void> {
  const { currentId, open, place } = useConversation.getState()
  const message: SendingMessage = {
    messageId: newMessageId(),
    conversationId: currentId,
    place,
    text,
    modelId,
    settings: currentId === null ? chosenSettings(place) : settingsAfter(open),
    createdAt: Date.now(),
    waiting: false,
  }
  setRefusal(null)
  // What is sent stands below the newest message, so that has to be shown first.
  if (open?.hasLater) await showStretch(null)
  addSending(message)
  await deliver(message)
}

/** Sends what the core may not have got before the connection was lost. Its id keeps it from being stored twice. */
export function resendWaiting(): void {
  for (const message of useSending.getState().messages.filter(({ waiting }) => waiting)) {
    setWaiting(message.messageId, false)
    void deliver(message)
  }
}

async function deliver(message: SendingMessage): Promise<void> {
  const { conversationId, messageId, modelId, settings, text } = message
  const input = { conversationId, messageId, text, modelId, settings }
  try {
    accepted(message, await call((client) => client.chat.send(input)))
  } catch (error) {
    const failure = failureOf(error)
    if (failure.code === 'NOT_CONNECTED') setWaiting(messageId, true)
    else refused(message, failure)
  }
}

function refused(message: SendingMessage, failure: CallFailure): void {
  removeSending(message.messageId)
  giveBack(message.conversationId ?? 'new', message.text)
  if (!isSaidByComposer(message, failure)) setRefusal(sentenceOf(failure), failure.code === 'ANSWER_RUNNING')
}

/** The composer says by itself that a budget is spent, where the text is that was given back. */
function isSaidByComposer({ modelId, place }: SendingMessage, { code }: CallFailure): boolean {
  const { budget } = useBudget.getState()
  const spent = code === 'BUDGET_SPENT' && budget !== null && isSpent(budget, modelId)
  return spent && useConversation.getState().place === place
}

/** What is sent after the end of a chat starts another one, which asks its model as that one did. */
function settingsAfter(open: OpenConversation | null): SendingMessage['settings'] {
  return open && open.conversation.endedAt !== null ? open.settings : null
}

/** The message has started a new chat, for the one it was sent in has ended: goes there from it. */
function follow({ conversationId: endedId }: SendingMessage, conversationId: ConversationId): void {
  if (endedId === null || useConversation.getState().currentId !== endedId) return
  moveDraft(endedId, conversationId)
  goTo(conversationId)
  void leaveDrafts(conversationId)
  showNote('The chat had ended, so this is a new one.')
}

/** The core has stored the message: it takes the place of the one that was shown ahead. */
function accepted(message: SendingMessage, { answerId, conversationId }: Sent): void {
  const moved = message.conversationId !== null && message.conversationId !== conversationId
  if (moved) follow(message, conversationId)
  const { currentId, open, place } = useConversation.getState()
  const model = namedModel(useModels.getState().models, message.modelId)
  const shownHere = currentId === conversationId || (!moved && place === message.place)
  // Shown are messages in the middle of the chat, which the person went to meanwhile.
  const elsewhere = open?.hasLater ?? false
  if (shownHere && !elsewhere && (open || moved || currentId === null)) {
    const messages = open?.messages ?? []
    const person = personMessage(message, messages.at(-1) ?? null)
    const added = withAdded(messages, [person, startedAnswer(answerId, person, model)])
    if (currentId === null) moveDraft('new', conversationId)
    becomeConversation({
      conversation: open?.conversation ?? newConversation(conversationId, message),
      messages: added,
      hasEarlier: open?.hasEarlier ?? false,
      hasLater: false,
      settings: open?.settings ?? message.settings ?? settingsOfNewChats(),
      runningAnswerId: answerId,
    })
  }
  removeSending(message.messageId)
  if (shownHere) refreshShown()
  void refreshChat(conversationId)
}

function newConversation(id: ConversationId, { createdAt, modelId, text }: SendingMessage) {
  const listed = { pinned: false, folderId: null, archived: false, endedAt: null }
  return { id, title: firstTitle(text), createdAt, updatedAt: createdAt, modelId, running: true, ...listed }
}
