import type { AnswerErrorCode } from '../../../shared/errors.ts'
import type { FinishReason } from '../../../shared/contract/conversations.ts'
import type { ModelId } from '../../../shared/contract/base.ts'
import type { PromptMessage } from '../../../shared/inference.ts'
import type { ChatParameters } from '../../../shared/parameters.ts'

export interface ProviderRequest {
  readonly modelId: ModelId
  /** How the model should behave; empty for nothing. */
  readonly systemPrompt: string
  /** What the provider does not take is left out by it. */
  readonly parameters: ChatParameters
  /** Oldest first; the last one is the person's, or an answer that is to be gone on with. */
  readonly messages: readonly PromptMessage[]
  /** For a model on this machine; what is left out is ours to choose. */
  readonly local?: LocalSettings
}

/** How a profile wants models on this machine to be run. */
export interface LocalSettings {
  /** Threads of the processor; 0 leaves it to us. */
  readonly threads: number
  /** How long a model may stay in memory without a question, in milliseconds. */
  readonly keepInMemory: number
}

/** What a provider yields, in order: any number of the others, then one of the last three. */
export type ProviderPart =
  | { readonly type: 'queued'; readonly position: number }
  /** It was busy and is asked again at `retryAt`, epoch milliseconds. Only before the first text. */
  | { readonly type: 'retrying'; readonly retryAt: number }
  | { readonly type: 'reasoning'; readonly text: string }
  | { readonly type: 'text'; readonly text: string }
  /** The last `length` UTF-16 code units that came as text were reasoning: that showed only from their end. */
  | { readonly type: 'text-was-reasoning'; readonly length: number }
  /** Null for what was not counted. */
  | { readonly type: 'usage'; readonly inputTokens: number | null; readonly outputTokens: number | null }
  | { readonly type: 'finish'; readonly reason: FinishReason }
  /** `details`: what the provider said of it, without secrets; null or left out where it said nothing. */
  | { readonly type: 'error'; readonly code: AnswerErrorCode; readonly details?: string | null }
  /** It was ended here, and not by who asked: the profile works offline only from now on. */
  | { readonly type: 'stopped'; readonly reason: 'offline' }

/**
 * Something that answers. `stream` ends after `finish`, `error` or `stopped`, or at once when `signal` aborts; leaving the
 * loop aborts too. It does not throw: what goes wrong is an `error` part, and its details are in the log.
 */
export interface Provider {
  stream(request: ProviderRequest, signal: AbortSignal): AsyncIterable<ProviderPart>
}

/** Where and with what a provider is asked over the network. Holds secrets: never logged. */
export interface Endpoint {
  readonly kind: 'gemini' | 'openai' | 'server'
  /** Null for the provider's own address. */
  readonly baseUrl: string | null
  readonly apiKey: string | null
  /** Extra headers. */
  readonly headers: Readonly<Record<string, string>>
}

/** A model as its provider lists it. */
export interface RemoteModel {
  /** What the provider calls it, for example `gemini-2.5-flash`. */
  readonly name: string
  /** As it is shown. */
  readonly label: string
  readonly contextTokens: number | null
  /** What it can be given, for example `text` and `image`; null where the provider does not say. */
  readonly accepts: readonly string[] | null
}

/** What is wrong with a provider. `details` as of an `error` part. */
export interface ProviderProblem {
  readonly problem: AnswerErrorCode
  readonly details?: string | null
}

/** The list of a provider's models, or what is wrong. */
export type ModelListing =
  | { readonly models: readonly RemoteModel[]; readonly problem: null }
  | ({ readonly models: readonly [] } & ProviderProblem)

/** A provider that is asked over the network. */
export interface RemoteProvider extends Provider {
  /** Never throws; ends at once when `signal` aborts. */
  listModels(signal: AbortSignal): Promise<ModelListing>
}
