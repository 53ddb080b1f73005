/** What a person can do with an answer. */
import type { MessageId, ModelId } from '../../shared/contract/base.ts'
import type { Message } from '../../shared/contract/conversations.ts'
import { showError } from '../announcements/toastStore.ts'
import { call } from '../connection/call.ts'
import { failureOf } from '../errors/failure.ts'
import { sentenceOf } from '../errors/sentences.ts'
import { namedModel } from '../models/modelNames.ts'
import { useModels } from '../models/modelsStore.ts'
import { refreshShown } from './conversationLoading.ts'
import { settleModel, useConversation } from './conversationStore.ts'
import { withContinued, withNewVersion } from './localMessages.ts'
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
    const model = namedModel(useModels.getState().models, modelId)
    const messages = withNewVersion(open.messages, answerId, newAnswerId, model)
    useConversation.setState({ open: { ...open, messages }, prepended: false })
    refreshShown()
  })
}

/** Goes on with an answer that was cut. It is shown as being written before the core has said so. */
export function continueAnswer(answerId: MessageId): Promise<void> {
  return orSay(async () => {
    const { currentId, open } = useConversation.getState()
    if (currentId === null || !open) return
    const messages = withContinued(open.messages, answerId)
    useConversation.setState({ open: { ...open, messages }, prepended: false })
    try {
      await call((client) => client.chat.continueAnswer({ conversationId: currentId, answerId }))
    } finally {
      refreshShown()
    }
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

/** It counts from now on: a message that is sent before the core has answered goes to it already. */
export function setModel(modelId: ModelId): Promise<void> {
  return orSay(async () => {
    const { currentId } = useConversation.getState()
    if (currentId === null) return
    useConversation.setState({ chosenModelId: modelId })
    let kept = false
    try {
      await call((client) => client.conversations.setModel({ conversationId: currentId, modelId }))
      kept = true
    } finally {
      settleModel(modelId, kept)
      refreshShown()
    }
  })
}

/** The answer that is being written in the conversation that is shown. */
export function runningAnswer(messages: readonly Message[]): Message | null {
  return messages.findLast((message) => message.state === 'streaming') ?? null
}
