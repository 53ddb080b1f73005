import type OpenAI from 'openai'
import type {
  ChatCompletionChunk,
  ChatCompletionCreateParamsStreaming,
} from 'openai/resources/chat/completions'
import type { FinishReason } from '../../../../shared/contract/conversations.ts'
import type { AnswerErrorCode } from '../../../../shared/errors.ts'
import type { Endpoint, ProviderRequest, RemoteModel } from '../provider.ts'
import { Fault } from './fault.ts'
import { promptTurns } from './promptTurns.ts'
import { isRecord } from './providerError.ts'
import { addressOf, contextTokens, modelNameOf, takenParameters, tokens } from './protocol.ts'
import type { AnswerPiece, Protocol } from './protocol.ts'

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

/** Null while the answer goes on. The list is OpenAI's own and what other servers say in its place. */
function endOf(reason: unknown): FinishReason | AnswerErrorCode | null {
  if (typeof reason !== 'string' || reason === '') return null
  if (['length', 'max_tokens', 'model_length'].includes(reason.toLowerCase())) return 'length'
  if (/^(?:content_filter|safety|recitation|refusal)/i.test(reason)) return 'ANSWER_BLOCKED'
  return /^(?:error|abort)/i.test(reason) ? 'PROVIDER_ERROR' : 'stop'
}

/** The first of the values that is a text with something in it. */
function textIn(...values: readonly unknown[]): string | null {
  return values.find((value): value is string => typeof value === 'string' && value !== '') ?? null
}

function* piecesOf(chunk: ChatCompletionChunk): Generator<AnswerPiece> {
  // Servers leave out what OpenAI always sends, and add what its types do not know.
  const choice: unknown = (chunk.choices as readonly unknown[] | undefined)?.[0]
  if (isRecord(choice)) {
    const delta = isRecord(choice['delta']) ? choice['delta'] : {}
    const reasoning = textIn(delta['reasoning_content'], delta['reasoning'])
    if (reasoning !== null) yield { type: 'reasoning', text: reasoning }
    const text = textIn(delta['content'], delta['refusal'])
    if (text !== null) yield { type: 'text', text }
  }
  if (chunk.usage) {
    const { prompt_tokens: input, completion_tokens: output } = chunk.usage
    yield { type: 'usage', inputTokens: tokens(input), outputTokens: tokens(output) }
  }
  const end = isRecord(choice) ? endOf(choice['finish_reason']) : null
  if (end) yield { type: 'ended', reason: end }
}

/** What a model can be given, where a server says it as OpenRouter does: `architecture.input_modalities`. */
function acceptedBy(model: Readonly<Record<string, unknown>>): readonly string[] | null {
  const { architecture } = model
  const listed = isRecord(architecture) ? architecture['input_modalities'] : null
  if (!Array.isArray(listed)) return null
  return listed.filter((kind): kind is string => typeof kind === 'string' && kind.length <= 32).slice(0, 16)
}

/** Servers give the length of the context under different names, and none is OpenAI's. */
function modelOf(model: unknown): RemoteModel | null {
  if (!isRecord(model) || typeof model['id'] !== 'string' || model['id'] === '') return null
  const { id, name, context_length: length, max_model_len: longest, context_window: window } = model
  return {
    name: id,
    label: textIn(name) ?? id,
    contextTokens: contextTokens(length, longest, window),
    accepts: acceptedBy(model),
  }
}

/** OpenAI's protocol, by its own library. */
export function createOpenAi(endpoint: Endpoint): Protocol {
  return {
    async *answer(request, fetch) {
      const client = await clientFor(endpoint, fetch)
      for await (const chunk of await chunksOf(client, endpoint, request)) yield* piecesOf(chunk)
    },
    async models(fetch) {
      const client = await clientFor(endpoint, fetch)
      const page = await client.models.list()
      const listed: unknown = page.data
      // The library takes what is no list of models for an empty one.
      const isList = Array.isArray(listed) && (listed.length > 0 || page.object === 'list')
      if (!isList) throw new Fault('BAD_RESPONSE')
      return listed.map(modelOf).filter((model) => model !== null)
    },
  }
}
