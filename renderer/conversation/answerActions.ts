/** What a person can do with an answer. */
import type { MessageId, ModelId } from '../../shared/contract/base.ts'
import { showError } from '../announcements/toastStore.ts'
import { call } from '../connection/call.ts'
import { failureOf } from '../errors/failure.ts'
import { sentenceOf } from '../errors/sentences.ts'
import { refreshShown } from './conversationLoading.ts'
import { settleModel, useConversation, type OpenConversation } from './conversationStore.ts'
import { withContinued } from './localMessages.ts'
import { reopening } from './reopening.ts'

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

/** Goes on with an answer that was cut. It is shown as being written before the core has said so. */
export function continueAnswer(answerId: MessageId): Promise<void> {
  return orSay(async () => {
    const { currentId, open } = useConversation.getState()
    if (currentId === null || !open) return
    const messages = withContinued(open.messages, answerId)
    useConversation.setState({ open: { ...open, messages }, prepended: false })
    try {
      await reopening(currentId, () =>
        call((client) => client.chat.continueAnswer({ conversationId: currentId, answerId })),
      )
    } finally {
      refreshShown()
    }
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

/**
 * The answer that is being written in a conversation. One that was just asked for is known from the messages before
 * the core has told of it; one further on, or on another branch, is known from the core alone.
 */
export function runningAnswerOf(open: OpenConversation | null): MessageId | null {
  if (!open) return null
  const { messages, runningAnswerId } = open
  return messages.findLast((message) => message.state === 'streaming')?.id ?? runningAnswerId
}
