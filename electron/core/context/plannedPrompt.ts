import type { ModelId } from '../../../shared/contract/base.ts'
import type { ChatSettings } from '../../../shared/contract/preferences.ts'
import {
  messageSizes,
  planContext,
  systemSize,
  type ContextPlan,
  type SizedMessage,
  type TokenCount,
} from '../../../shared/contextPlan.ts'
import type { ModelLimits } from './modelLimits.ts'
import { systemMark } from './systemMark.ts'

/** What a request is planned by. */
export interface PromptPlan {
  readonly modelId: ModelId
  readonly settings: ChatSettings
  readonly limits: ModelLimits
}

/** Besides those that may go, this many messages are read: they tell the sizes of the first that do. */
const readAhead = 2

/** How many messages of a chat have to be known to plan a request. */
export function messagesToRead({ contextMessages }: ChatSettings): number {
  return contextMessages + readAhead
}

/** The newest message of a request: it always goes. */
export interface NewestMessage {
  readonly role: 'user' | 'assistant'
  readonly size: TokenCount
}

/** Which of the messages before the newest go with it. `before` are the last `messagesToRead` ones, oldest first. */
export function planWith(
  { limits, modelId, settings }: PromptPlan,
  before: readonly SizedMessage[],
  newest: NewestMessage,
): ContextPlan {
  const { contextMessages, systemPrompt } = settings
  const whole = before.length < messagesToRead(settings)
  const sizes = messageSizes(before, { modelId, systemPrompt, systemMark: systemMark(systemPrompt) })
  const sized = before.map(({ role }, index) => ({ role, size: sizes[index] ?? { tokens: 0, exact: false } }))
  return planContext({
    messages: [...sized, newest],
    whole,
    system: systemSize(systemPrompt),
    limits: { messages: contextMessages, tokens: limits.inputTokens, newestOnly: limits.newestOnly },
  })
}
