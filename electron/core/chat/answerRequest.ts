import type { ConversationId, MessageId, ModelId } from '../../../shared/contract/base.ts'
import type { SizedMessage } from '../../../shared/contextPlan.ts'
import type { ChatParameters } from '../../../shared/parameters.ts'
import { estimateTokens } from '../../../shared/tokenEstimate.ts'
import type { ModelLimits } from '../context/modelLimits.ts'
import { messagesToRead, planWith } from '../context/plannedPrompt.ts'
import { systemMark } from '../context/systemMark.ts'
import type { ProfileDatabase } from '../database/profileDatabase.ts'
import type { RequestContent } from '../database/records.ts'
import type { ContextMessage } from '../database/tree/contextRows.ts'
import type { ProviderRequest } from '../providers/provider.ts'

export interface AnswerRequestOptions {
  readonly database: ProfileDatabase
  /** How much a model reads. */
  readonly limitsOf: (modelId: ModelId, parameters: ChatParameters) => Promise<ModelLimits>
}

export interface AskedFor {
  readonly conversationId: ConversationId
  readonly answerId: MessageId
  readonly modelId: ModelId
  /** What the answer has so far; empty unless it is gone on with. */
  readonly textSoFar: string
}

export interface AnswerRequest {
  readonly request: ProviderRequest
  /** What its messages come to, in tokens: partly or wholly by our estimate. */
  readonly inputTokens: number
  /** What it is made of; null where that is no message of the chat. */
  readonly content: RequestContent | null
}

type Asked = Pick<SizedMessage, 'role' | 'text'>

/** A model that reads the newest message alone is given no system prompt either. */
function contentFrom(
  first: ContextMessage | undefined,
  systemPrompt: string,
  { newestOnly }: ModelLimits,
): RequestContent | null {
  return first ? { from: first.id, systemMark: systemMark(newestOnly ? '' : systemPrompt) } : null
}

/** What a model is asked for an answer: as much of the chat before it as its window and the model allow. */
export async function answerRequest(
  { database, limitsOf }: AnswerRequestOptions,
  { answerId, conversationId, modelId, textSoFar }: AskedFor,
): Promise<AnswerRequest> {
  const settings = await database.chatSettings(conversationId)
  const { parameters, systemPrompt } = settings
  const goesOn = textSoFar !== ''
  const limit = messagesToRead(settings) + (goesOn ? 0 : 1)
  const path = await database.contextBefore(answerId, limit)
  const newest: Asked = goesOn
    ? { role: 'assistant', text: textSoFar }
    : (path.at(-1) ?? { role: 'user', text: '' })
  const before = goesOn ? path : path.slice(0, -1)
  const limits = await limitsOf(modelId, parameters)
  const size = { tokens: estimateTokens(newest.text), exact: false }
  const plan = planWith({ modelId, settings, limits }, before, { role: newest.role, size })
  const messages = [...before, newest].slice(plan.from).map(({ role, text }) => ({ role, text }))
  const content = contentFrom(path[plan.from], systemPrompt, limits)
  return { request: { modelId, systemPrompt, parameters, messages }, inputTokens: plan.tokens, content }
}
