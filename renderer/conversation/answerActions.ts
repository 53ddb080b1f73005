/** What a person can do with an answer. */
import type { MessageId, ModelId } from '../../shared/contract/base.ts'
import type { Message } from '../../shared/contract/conversations.ts'
import { showError } from '../announcements/toastStore.ts'
import { call } from '../connection/call.ts'
import { failureOf } from '../errors/failure.ts'
import { sentenceOf } from '../errors/sentences.ts'
import { modelOf, useModels } from '../models/modelsStore.ts'
import { refreshShown } from './conversationLoading.ts'
import { useConversation } from './conversationStore.ts'
import { withNewVersion } from './localMessages.ts'
import { newMessageId } from './newIds.ts'

/** Runs a step; what goes wrong is said beside the conversation. */
async function orSay(step: () => Promise<void>): Promise<void> {
  try {
    await step()
  } catch (error) {
    showError(sentenceOf(failureOf(error)))
  }
}

export function stopAnswer(answerId: MessageId): Promise<void> {
  return orSay(async () => {
    await call((client) => client.chat.stop({ answerId }))
  })
}

export function regenerate(answerId: MessageId, modelId: ModelId): Promise<void> {
  return orSay(async () => {
    const { currentId } = useConversation.getState()
    if (currentId === null) return
    const newAnswerId = newMessageId()
    const input = { conversationId: currentId, answerId, newAnswerId, modelId }
    await call((client) => client.chat.regenerate(input))
    const { open } = useConversation.getState()
    if (open?.conversation.id !== currentId) return
    const model = modelOf(useModels.getState().models, modelId) ?? { id: modelId, name: 'Model' }
    const messages = withNewVersion(open.messages, answerId, newAnswerId, model)
    useConversation.setState({ open: { ...open, messages }, prepended: false })
    refreshShown()
  })
}

export function selectVersion(messageId: MessageId): Promise<void> {
  return orSay(async () => {
    const { currentId } = useConversation.getState()
    if (currentId === null) return
    await call((client) => client.conversations.selectVersion({ conversationId: currentId, messageId }))
    refreshShown()
  })
}

export function setModel(modelId: ModelId): Promise<void> {
  return orSay(async () => {
    const { currentId, open } = useConversation.getState()
    if (currentId === null) return
    await call((client) => client.conversations.setModel({ conversationId: currentId, modelId }))
    if (open?.conversation.id !== currentId) return
    refreshShown()
  })
}

/** The answer that is being written in the conversation that is shown. */
export function runningAnswer(messages: readonly Message[]): Message | null {
  return messages.findLast((message) => message.state === 'streaming') ?? null
}
