import type { GenerateContentConfig, GenerateContentResponse, GoogleGenAI, Model } from '@google/genai'
import type { FinishReason } from '../../../../shared/contract/conversations.ts'
import type { AnswerErrorCode } from '../../../../shared/errors.ts'
import type { ChatParameters } from '../../../../shared/parameters.ts'
import type { Endpoint, ProviderRequest, RemoteModel } from '../provider.ts'
import { Fault } from './fault.ts'
import { promptTurns } from './promptTurns.ts'
import { addressOf, contextTokens, modelNameOf, takenParameters, tokens } from './protocol.ts'
import type { AnswerPiece, Protocol } from './protocol.ts'

const version = 'v1beta'

/** Models that think refuse nothing here; the others refuse a request that asks for thoughts. */
const thinking = /^(?:models\/)?gemini-(?:2\.5|[3-9]|flash-latest|flash-lite-latest|pro-latest)/
const notThinking = /image|tts|audio|live|embedding/

async function clientFor(endpoint: Endpoint, fetch: typeof globalThis.fetch): Promise<GoogleGenAI> {
  const { GoogleGenAI: Client } = await import('@google/genai')
  // Everything is said, so that no variable of the environment decides instead. An address may come with its version.
  const baseUrl = addressOf(endpoint)
    .replace(/\/+$/, '')
    .replace(/\/v1(?:beta)?$/, '')
  return new Client({
    vertexai: false,
    apiKey: endpoint.apiKey ?? '',
    httpOptions: { baseUrl, apiVersion: version, fetch },
  })
}

function configOf(model: string, systemPrompt: string, parameters: ChatParameters): GenerateContentConfig {
  const { temperature, topP, topK, maxTokens, stop } = takenParameters('gemini', parameters)
  return {
    ...(systemPrompt.trim() !== '' && { systemInstruction: systemPrompt }),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(topK !== undefined && { topK }),
    ...(maxTokens !== undefined && { maxOutputTokens: maxTokens }),
    ...(stop !== undefined && { stopSequences: [...stop] }),
    ...(thinking.test(model) && !notThinking.test(model) && { thinkingConfig: { includeThoughts: true } }),
    // The library would ask again by itself, unseen.
    automaticContinuation: false,
  }
}

/** Null while the answer goes on. */
function endOf(reason: string | undefined): FinishReason | AnswerErrorCode | null {
  switch (reason) {
    case undefined:
    case '':
    case 'FINISH_REASON_UNSPECIFIED':
      return null
    case 'STOP':
      return 'stop'
    case 'MAX_TOKENS':
      return 'length'
    case 'OTHER':
    case 'MALFORMED_FUNCTION_CALL':
    case 'UNEXPECTED_TOOL_CALL':
    case 'TOO_MANY_TOOL_CALLS':
    case 'MISSING_THOUGHT_SIGNATURE':
    case 'MALFORMED_RESPONSE':
    case 'CONTINUATION':
      return 'PROVIDER_ERROR'
    default:
      // Safety, recitation, prohibited content, personal data, a list of words, and what else may be added to these.
      return 'ANSWER_BLOCKED'
  }
}

function* piecesOf(response: GenerateContentResponse): Generator<AnswerPiece> {
  const { promptFeedback, usageMetadata } = response
  const candidate = response.candidates?.[0]
  for (const { text, thought } of candidate?.content?.parts ?? []) {
    if (typeof text === 'string' && text !== '') yield { type: thought === true ? 'reasoning' : 'text', text }
  }
  if (usageMetadata) {
    const { promptTokenCount, candidatesTokenCount, thoughtsTokenCount } = usageMetadata
    yield {
      type: 'usage',
      inputTokens: tokens(promptTokenCount),
      outputTokens: tokens(candidatesTokenCount) + tokens(thoughtsTokenCount),
    }
  }
  const blocked: string | undefined = promptFeedback?.blockReason
  if (blocked !== undefined && blocked !== 'BLOCKED_REASON_UNSPECIFIED')
    yield { type: 'ended', reason: 'PROMPT_BLOCKED' }
  const end = endOf(candidate?.finishReason)
  if (end) yield { type: 'ended', reason: end }
}

function modelOf({ name, displayName, inputTokenLimit }: Model): RemoteModel {
  const plain = (name ?? '').replace(/^models\//, '')
  return {
    name: plain,
    label: displayName || plain,
    contextTokens: contextTokens(inputTokenLimit),
    accepts: null,
  }
}

/** Gemini's protocol, by Google's library. */
export function createGemini(endpoint: Endpoint): Protocol {
  return {
    async *answer({ modelId, systemPrompt, parameters, messages }: ProviderRequest, fetch) {
      const model = modelNameOf(modelId)
      // These would lead to another place of the provider, and no model is called so.
      if (/\.\.|[?&#%\\]/.test(model)) throw new Fault('MODEL_UNKNOWN')
      const client = await clientFor(endpoint, fetch)
      const responses = await client.models.generateContentStream({
        model,
        contents: promptTurns(messages).map(({ role, text }) => ({
          role: role === 'user' ? 'user' : 'model',
          parts: [{ text }],
        })),
        config: configOf(model, systemPrompt, parameters),
      })
      for await (const response of responses) yield* piecesOf(response)
    },
    async models(fetch) {
      const client = await clientFor(endpoint, fetch)
      const listed: Model[] = []
      for await (const model of await client.models.list({ config: { pageSize: 1_000 } })) listed.push(model)
      // The library takes what is no list of models for an empty one. Gemini's own is never empty.
      if (listed.length === 0) throw new Fault('BAD_RESPONSE')
      return listed
        .filter(({ supportedActions: actions }) => actions?.includes('generateContent'))
        .map(modelOf)
    },
  }
}
