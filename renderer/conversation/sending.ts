/** From the composer to the core: the message is shown at once and comes back to the composer when it is refused. */
import type { ConversationId, MessageId, ModelId } from '../../shared/contract/base.ts'
import { firstTitle } from '../../shared/title.ts'
import { refreshChats } from '../chats/chatsStore.ts'
import { giveBack, moveNewChatDraft } from '../composer/draftStore.ts'
import { setRefusal } from '../composer/refusalStore.ts'
import { call } from '../connection/call.ts'
import { failureOf } from '../errors/failure.ts'
import { sentenceOf } from '../errors/sentences.ts'
import { chosenSettings, settingsOfNewChats } from '../chatSettings/newChatSettings.ts'
import { namedModel } from '../models/modelNames.ts'
import { useModels } from '../models/modelsStore.ts'
import { refreshShown } from './conversationLoading.ts'
import { becomeConversation, useConversation } from './conversationStore.ts'
import { personMessage, startedAnswer, withAdded } from './localMessages.ts'
import { newMessageId } from './newIds.ts'
import { addSending, removeSending, setWaiting, useSending, type SendingMessage } from './sendingStore.ts'

interface Sent {
  readonly conversationId: ConversationId
  readonly answerId: MessageId
}

export async function sendMessage(text: string, modelId: ModelId): Promise<void> {
  const { currentId, place } = useConversation.getState()
  const message: SendingMessage = {
    messageId: newMessageId(),
    conversationId: currentId,
    place,
    text,
    modelId,
    settings: currentId === null ? chosenSettings(place) : null,
    createdAt: Date.now(),
    waiting: false,
  }
  setRefusal(null)
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
    else refused(message, sentenceOf(failure))
  }
}

function refused(message: SendingMessage, sentence: string): void {
  removeSending(message.messageId)
  giveBack(message.conversationId ?? 'new', message.text)
  setRefusal(sentence)
}

/** The core has stored the message: it takes the place of the one that was shown ahead. */
function accepted(message: SendingMessage, { answerId, conversationId }: Sent): void {
  const { currentId, open, place } = useConversation.getState()
  const model = namedModel(useModels.getState().models, message.modelId)
  const shownHere = place === message.place || currentId === conversationId
  if (shownHere && (open || currentId === null)) {
    const messages = open?.messages ?? []
    const person = personMessage(message, messages.at(-1) ?? null)
    const added = withAdded(messages, [person, startedAnswer(answerId, person, model)])
    if (currentId === null) moveNewChatDraft(conversationId)
    becomeConversation({
      conversation: open?.conversation ?? newConversation(conversationId, message),
      messages: added,
      hasEarlier: open?.hasEarlier ?? false,
      settings: open?.settings ?? message.settings ?? settingsOfNewChats(),
    })
  }
  removeSending(message.messageId)
  if (shownHere) refreshShown()
  refreshChats()
}

function newConversation(id: ConversationId, { createdAt, modelId, text }: SendingMessage) {
  return { id, title: firstTitle(text), createdAt, updatedAt: createdAt, modelId, running: true }
}
