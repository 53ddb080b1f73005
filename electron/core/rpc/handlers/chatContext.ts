import type { NextContext } from '../../../../shared/contract/context.ts'
import { modelLimits } from '../../context/modelLimits.ts'
import { messagesToRead, planWith } from '../../context/plannedPrompt.ts'
import { procedures, profileOf } from '../context.ts'
import { settingsOfNewChats } from '../newChatSettings.ts'

/** What the next request takes along: the plan by which it will be sent, with the draft as its newest message. */
export const contextHandler = procedures.chat.context.handler(
  async ({ context, input }): Promise<NextContext> => {
    const { connections, database, preferences } = profileOf(context)
    const { conversationId, draftTokens, modelId } = input
    const settings =
      conversationId === null
        ? (input.settings ?? settingsOfNewChats(preferences()))
        : await database.chatSettings(conversationId)
    const before =
      conversationId === null ? [] : await database.contextAtEnd(conversationId, messagesToRead(settings))
    const known = { local: context.models, remote: () => connections.models() }
    const limits = await modelLimits(known, modelId, settings.parameters)
    const draft = { role: 'user', size: { tokens: draftTokens, exact: draftTokens === 0 } } as const
    const { cut, exact, from, tokens } = planWith({ modelId, settings, limits }, before, draft)
    return {
      messages: before.length - from + 1,
      tokens,
      exact,
      limitTokens: limits.limitTokens,
      roomTokens: limits.inputTokens,
      firstMessageId: cut === 'none' ? null : (before[from]?.id ?? null),
      cut,
    }
  },
)
