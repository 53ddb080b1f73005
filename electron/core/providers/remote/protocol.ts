import type { FinishReason } from '../../../../shared/contract/conversations.ts'
import type { AnswerErrorCode } from '../../../../shared/errors.ts'
import { parameterRanges } from '../../../../shared/parameters.ts'
import type { ChatParameters, ProviderKind } from '../../../../shared/parameters.ts'
import type { ListedModel } from '../listedModels.ts'
import type { Endpoint, ProviderRequest } from '../provider.ts'

/** What a provider's library tells of an answer, in the same words for all of them. */
export type AnswerPiece =
  | { readonly type: 'text' | 'reasoning'; readonly text: string }
  /** What was counted so far; the last one is right. Null for what was not counted. */
  | { readonly type: 'usage'; readonly inputTokens: number | null; readonly outputTokens: number | null }
  | {
      readonly type: 'ended'
      readonly reason: FinishReason | AnswerErrorCode
      /** What the provider said of it, for the person. */
      readonly words?: string
    }

/** A provider's protocol, by its own library, over the `fetch` that is given to it. */
export interface Protocol {
  answer(request: ProviderRequest, fetch: typeof globalThis.fetch): AsyncIterable<AnswerPiece>
  /** As they are listed: bad ones among them are left out by `soundModels`. */
  models(fetch: typeof globalThis.fetch): Promise<readonly ListedModel[]>
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

/** Counts of tokens as a piece of an answer; nothing where nothing was counted. */
export function* usageOf(inputTokens: number | null, outputTokens: number | null): Generator<AnswerPiece> {
  if (inputTokens !== null || outputTokens !== null) yield { type: 'usage', inputTokens, outputTokens }
}
