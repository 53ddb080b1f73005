import type { ModelId } from '../../../shared/contract/base.ts'
import { providerKindOf } from '../../../shared/parameters.ts'
import { estimateTokens } from '../../../shared/tokenEstimate.ts'
import type { RequestEnd } from '../database/usage/requests.ts'
import type { TitleSubject } from '../database/usage/titleRequests.ts'
import type { Provider, ProviderRequest } from '../providers/provider.ts'
import { titleInstruction, titleQuestion } from './titleText.ts'

/** Whoever has written this much, in characters, is not writing a title. */
const longestAnswer = 400
/** The longest answer of a model on this machine, in tokens: it holds up whoever asks next. */
const longestLocal = 24

/** What a model answered, and how its request ended. */
export interface TitleAnswer extends Omit<RequestEnd, 'finishedAt'> {
  readonly text: string
}

const nothing: TitleAnswer = {
  text: '',
  state: 'stopped',
  errorCode: null,
  inputTokens: null,
  outputTokens: null,
  estimated: false,
}

export const failedTitle: TitleAnswer = { ...nothing, state: 'failed', errorCode: 'INTERNAL' }

/** How a model is asked for a title. */
export function titleRequest(modelId: ModelId, { answer, question }: TitleSubject): ProviderRequest {
  const isLocal = providerKindOf(modelId) === 'local'
  return {
    modelId,
    systemPrompt: titleInstruction,
    // A model over the network may have to think first: what bounds it is what it has said.
    parameters: isLocal ? { maxTokens: longestLocal, temperature: 0 } : {},
    messages: [{ role: 'user', text: titleQuestion(question, answer) }],
  }
}

/** As it was counted, else by our estimate where anything was written. */
function counted(answer: TitleAnswer, { messages, systemPrompt }: ProviderRequest): TitleAnswer {
  if (answer.inputTokens !== null || answer.text === '') return answer
  const asked = messages.map(({ text }) => text).join('')
  return {
    ...answer,
    inputTokens: estimateTokens(systemPrompt + asked),
    outputTokens: estimateTokens(answer.text),
    estimated: true,
  }
}

async function written(parts: ReturnType<Provider['stream']>): Promise<TitleAnswer> {
  let answer = nothing
  for await (const part of parts) {
    if (part.type === 'text') answer = { ...answer, text: answer.text + part.text }
    if (part.type === 'text-was-reasoning') answer = { ...answer, text: answer.text.slice(0, -part.length) }
    if (part.type === 'usage')
      answer = { ...answer, inputTokens: part.inputTokens, outputTokens: part.outputTokens }
    if (part.type === 'error') return { ...answer, state: 'failed', errorCode: part.code }
    if (part.type === 'finish') return { ...answer, state: 'complete' }
    if (part.type === 'stopped' || part.type === 'queued' || answer.text.length > longestAnswer) return answer
  }
  return answer
}

/** Asks for a title; a request that would have to wait for others, or goes on and on, is given up. */
export async function askForTitle(
  provider: Provider,
  request: ProviderRequest,
  signal: AbortSignal,
): Promise<TitleAnswer> {
  return counted(await written(provider.stream(request, signal)), request)
}
