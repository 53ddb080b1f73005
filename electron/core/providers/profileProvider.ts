import type { ModelId } from '../../../shared/contract/base.ts'
import { providerKindOf } from '../../../shared/parameters.ts'
import type {
  Endpoint,
  LocalSettings,
  Provider,
  ProviderPart,
  ProviderRequest,
  RemoteProvider,
} from './provider.ts'
import { ReasoningTags } from './remote/reasoningTags.ts'

export interface ProfileProviderOptions {
  readonly local: Provider
  readonly remote: (endpoint: Endpoint) => RemoteProvider
  /** Where and with what a model is asked; null when its connection was removed. */
  readonly endpointOf: (modelId: ModelId) => Promise<Endpoint | null>
  readonly localSettings: () => LocalSettings
}

/** Models on this machine write what they think between tags, as others do where their server does not know them. */
async function* withReasoning(parts: AsyncIterable<ProviderPart>): AsyncGenerator<ProviderPart> {
  const tags = new ReasoningTags()
  for await (const part of parts) {
    if (part.type === 'text') yield* tags.push(part.text)
    else if (part.type === 'finish' || part.type === 'error') {
      yield* tags.end()
      yield part
    } else yield part
  }
}

/** Answers for a profile: on this machine, or by the provider that the model's id names. */
export function createProfileProvider(options: ProfileProviderOptions): Provider {
  async function* overNetwork(request: ProviderRequest, signal: AbortSignal): AsyncGenerator<ProviderPart> {
    const endpoint = await options.endpointOf(request.modelId)
    if (!endpoint) return yield { type: 'error', code: 'CONNECTION_NOT_FOUND' }
    yield* options.remote(endpoint).stream(request, signal)
  }

  return {
    stream: (request, signal) =>
      providerKindOf(request.modelId) === 'local'
        ? withReasoning(options.local.stream({ ...request, local: options.localSettings() }, signal))
        : overNetwork(request, signal),
  }
}
