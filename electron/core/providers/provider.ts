import type { AnswerErrorCode } from '../../../shared/errors.ts'
import type { ModelId } from '../../../shared/contract/base.ts'
import type { PromptMessage } from '../../../shared/inference.ts'

export interface ProviderRequest {
  readonly modelId: ModelId
  /** Oldest first; the last one is the person's. */
  readonly messages: readonly PromptMessage[]
}

/** What a provider yields, in order: any number of the first three, then one `finish` or one `error`. */
export type ProviderPart =
  | { readonly type: 'queued'; readonly position: number }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'usage'; readonly inputTokens: number; readonly outputTokens: number }
  | { readonly type: 'finish'; readonly reason: 'stop' | 'length' }
  | { readonly type: 'error'; readonly code: AnswerErrorCode }

/**
 * Something that answers. `stream` ends after `finish` or `error`, or at once when `signal` aborts; leaving the
 * loop aborts too. It does not throw: what goes wrong is an `error` part, and its details are in the log.
 */
export interface Provider {
  stream(request: ProviderRequest, signal: AbortSignal): AsyncIterable<ProviderPart>
}
