import type { FinishReason } from '../../../../shared/contract/conversations.ts'
import type { AnswerErrorCode } from '../../../../shared/errors.ts'
import { parameterRanges } from '../../../../shared/parameters.ts'
import type { ChatParameters, ProviderKind } from '../../../../shared/parameters.ts'
import type { Endpoint, ProviderRequest, RemoteModel } from '../provider.ts'

/** What a provider's library tells of an answer, in the same words for all of them. */
export type AnswerPiece =
  | { readonly type: 'text' | 'reasoning'; readonly text: string }
  /** What was counted so far; the last one is right. */
  | { readonly type: 'usage'; readonly inputTokens: number; readonly outputTokens: number }
  | { readonly type: 'ended'; readonly reason: FinishReason | AnswerErrorCode }

/** A provider's protocol, by its own library, over the `fetch` that is given to it. */
export interface Protocol {
  answer(request: ProviderRequest, fetch: typeof globalThis.fetch): AsyncIterable<AnswerPiece>
  models(fetch: typeof globalThis.fetch): Promise<readonly RemoteModel[]>
}

/** Where providers are asked that were given no other address. */
const usualAddresses = {
  gemini: 'https://generativelanguage.googleapis.com',
  openai: 'https://api.openai.com/v1',
  server: '',
} as const

/** Where a provider is asked; empty for a server without an address, which is nobody. */
export function addressOf({ baseUrl, kind }: Pick<Endpoint, 'baseUrl' | 'kind'>): string {
  return baseUrl ?? usualAddresses[kind]
}

/** What the provider calls a model: everything after the first colon of its id. */
export function modelNameOf(modelId: string): string {
  return modelId.slice(modelId.indexOf(':') + 1)
}

/** Of the parameters those that a provider takes. */
export function takenParameters(kind: ProviderKind, parameters: ChatParameters): ChatParameters {
  const ranges = parameterRanges[kind]
  const stop = parameters.stop?.filter((text) => text !== '').slice(0, ranges.stop)
  return {
    ...(ranges.temperature && { temperature: parameters.temperature }),
    ...(ranges.topP && { topP: parameters.topP }),
    ...(ranges.topK && { topK: parameters.topK }),
    ...(ranges.maxTokens && { maxTokens: parameters.maxTokens }),
    ...(stop && stop.length > 0 && { stop }),
  }
}

/** A count of tokens; 0 for what is none. */
export function tokens(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? Math.round(value) : 0
}

/** A length of context in tokens, or null for what is none. */
export function contextTokens(...values: readonly unknown[]): number | null {
  return values.map(tokens).find((value) => value > 0) ?? null
}
