import type OpenAI from 'openai'
import type {
  ChatCompletionChunk,
  ChatCompletionCreateParamsStreaming,
} from 'openai/resources/chat/completions'
import { tokens } from '../listedModels.ts'
import type { ListedModel } from '../listedModels.ts'
import type { Endpoint, ProviderRequest } from '../provider.ts'
import { Fault } from './fault.ts'
import { createReader } from './openAiChunks.ts'
import { promptTurns } from './promptTurns.ts'
import { isRecord } from './providerError.ts'
import { addressOf, modelNameOf, takenParameters } from './protocol.ts'
import type { Protocol } from './protocol.ts'

async function clientFor(endpoint: Endpoint, fetch: typeof globalThis.fetch): Promise<OpenAI> {
  const { default: Client } = await import('openai')
  // Everything is said, so that no variable of the environment decides instead.
  return new Client({
    baseURL: addressOf(endpoint),
    // A server of one's own needs no key, but the library does not go without: it is given one and leaves it out.
    apiKey: endpoint.apiKey || 'none',
    ...(!endpoint.apiKey && { defaultHeaders: { Authorization: null } }),
    adminAPIKey: null,
    organization: null,
    project: null,
    maxRetries: 0,
    logLevel: 'off',
    fetch,
  })
}

function bodyOf(endpoint: Endpoint, request: ProviderRequest): ChatCompletionCreateParamsStreaming {
  const { systemPrompt, messages } = request
  const { temperature, topP, maxTokens, stop } = takenParameters(endpoint.kind, request.parameters)
  // OpenAI's newer models refuse `max_tokens`; most other servers know nothing else.
  const limit = endpoint.kind === 'openai' ? 'max_completion_tokens' : 'max_tokens'
  return {
    model: modelNameOf(request.modelId),
    messages: [
      ...(systemPrompt.trim() === '' ? [] : [{ role: 'system', content: systemPrompt } as const]),
      ...promptTurns(messages).map(({ role, text }) => ({ role, content: text })),
    ],
    stream: true,
    stream_options: { include_usage: true },
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(maxTokens !== undefined && { [limit]: maxTokens }),
    ...(stop !== undefined && { stop: [...stop] }),
  }
}

/** Some servers refuse a request for what they do not know: to count tokens at the end of a stream. */
function refusesToCount(endpoint: Endpoint, error: unknown): boolean {
  const fault = error instanceof Error ? error.cause : null
  return (
    endpoint.kind === 'server' && fault instanceof Fault && /stream_options|include_usage/.test(fault.words)
  )
}

async function chunksOf(
  client: OpenAI,
  endpoint: Endpoint,
  request: ProviderRequest,
): Promise<AsyncIterable<ChatCompletionChunk>> {
  const { stream_options: counting, ...body } = bodyOf(endpoint, request)
  try {
    return await client.chat.completions.create({ ...body, stream_options: counting ?? null })
  } catch (error) {
    if (!refusesToCount(endpoint, error)) throw error
    return await client.chat.completions.create(body)
  }
}

const lengthNames = ['context_length', 'max_model_len', 'context_window', 'max_context_length']

/** What a model can be given, where a server says it as OpenRouter does: `architecture.input_modalities`. */
function acceptedBy(model: Readonly<Record<string, unknown>>): unknown {
  const { architecture } = model
  return isRecord(architecture) ? architecture['input_modalities'] : null
}

/** Servers give the length of the context under different names, and some the name of a model in place of its id. */
function modelOf(model: unknown): ListedModel | null {
  if (!isRecord(model)) return null
  const { id, name, model: other, display_name: label } = model
  return {
    name: [id, name, other].find((value) => typeof value === 'string' && value !== ''),
    label: [label, name].find((value) => typeof value === 'string' && value !== ''),
    contextTokens: lengthNames
      .map((length) => tokens(model[length]))
      .find((value) => value !== null && value > 0),
    accepts: acceptedBy(model),
  }
}

/** OpenAI's protocol, by its own library. */
export function createOpenAi(endpoint: Endpoint): Protocol {
  return {
    async *answer(request, fetch) {
      const client = await clientFor(endpoint, fetch)
      const piecesOf = createReader()
      for await (const chunk of await chunksOf(client, endpoint, request)) yield* piecesOf(chunk)
    },
    async models(fetch) {
      const client = await clientFor(endpoint, fetch)
      const page = await client.models.list()
      return page.data.map(modelOf).filter((model) => model !== null)
    },
  }
}
