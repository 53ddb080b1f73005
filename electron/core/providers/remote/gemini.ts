import type { GenerateContentConfig, GenerateContentResponse, GoogleGenAI, Model } from '@google/genai'
import { bounds } from '../../../../shared/bounds.ts'
import type { FinishReason } from '../../../../shared/contract/conversations.ts'
import type { AnswerErrorCode } from '../../../../shared/errors.ts'
import type { ChatParameters } from '../../../../shared/parameters.ts'
import { tokens } from '../listedModels.ts'
import type { ListedModel } from '../listedModels.ts'
import type { Endpoint, ProviderRequest } from '../provider.ts'
import { Fault } from './fault.ts'
import { notingFinishMessages } from './finishMessages.ts'
import { promptTurns } from './promptTurns.ts'
import { isRecord } from './providerError.ts'
import { addressOf, modelNameOf, takenParameters, usageOf } from './protocol.ts'
import type { AnswerPiece, Protocol } from './protocol.ts'

const version = 'v1beta'

/** Of its list of models: it has two. */
const mostPages = 20

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
function endOf(reason: string | null): FinishReason | AnswerErrorCode | null {
  switch (reason) {
    case null:
    case '':
    case 'FINISH_REASON_UNSPECIFIED':
      return null
    case 'STOP':
      return 'stop'
    case 'MAX_TOKENS':
      return 'length'
    case 'SAFETY':
    case 'PROHIBITED_CONTENT':
    case 'IMAGE_SAFETY':
    case 'IMAGE_PROHIBITED_CONTENT':
      return 'ANSWER_BLOCKED'
    case 'RECITATION':
    case 'IMAGE_RECITATION':
      return 'ANSWER_RECITED'
    case 'LANGUAGE':
      return 'LANGUAGE_UNSUPPORTED'
    case 'BLOCKLIST':
    case 'SPII':
      return 'ANSWER_FILTERED'
    default:
      // Calls of tools that went wrong, malformed answers, `OTHER`, and what else may be added to these.
      return 'PROVIDER_ERROR'
  }
}

/** Thoughts count as written too. */
function written(answer: number | null, thoughts: number | null): number | null {
  return answer === null ? thoughts : answer + (thoughts ?? 0)
}

/** The types of the library are what Google's servers send; another server may send anything. */
function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function* saidIn(parts: unknown): Generator<AnswerPiece> {
  for (const part of Array.isArray(parts) ? parts.filter(isRecord) : []) {
    const text = textOf(part['text'])
    if (text) yield { type: part['thought'] === true ? 'reasoning' : 'text', text }
  }
}

/** `finishMessage`: what was said of the end. */
function* piecesOf(response: GenerateContentResponse, finishMessage: string): Generator<AnswerPiece> {
  const { promptFeedback, usageMetadata } = response
  const candidate = response.candidates?.[0]
  yield* saidIn(candidate?.content?.parts)
  if (usageMetadata) {
    const { promptTokenCount, candidatesTokenCount, thoughtsTokenCount } = usageMetadata
    const output = written(tokens(candidatesTokenCount), tokens(thoughtsTokenCount))
    yield* usageOf(tokens(promptTokenCount), output)
  }
  const blocked = textOf(promptFeedback?.blockReason)
  if (blocked && blocked !== 'BLOCKED_REASON_UNSPECIFIED') {
    const words = [blocked, textOf(promptFeedback?.blockReasonMessage)].join(' ')
    yield { type: 'ended', reason: 'PROMPT_BLOCKED', words }
  }
  const reason = textOf(candidate?.finishReason)
  const end = endOf(reason)
  if (end) yield { type: 'ended', reason: end, words: [reason, finishMessage].join(' ') }
}

function modelOf({ displayName, inputTokenLimit, name }: Model): ListedModel {
  const plain = typeof name === 'string' ? name.replace(/^models\//, '') : ''
  return { name: plain, label: displayName, contextTokens: inputTokenLimit, accepts: null }
}

/** Gemini's protocol, by Google's library. */
export function createGemini(endpoint: Endpoint): Protocol {
  return {
    async *answer({ modelId, systemPrompt, parameters, messages }: ProviderRequest, fetch) {
      const model = modelNameOf(modelId)
      // These would lead to another place of the provider, and no model is called so.
      if (/\.\.|[?&#%\\]/.test(model)) throw new Fault('MODEL_UNKNOWN')
      let finishMessage = ''
      const note = (message: string): void => void (finishMessage = message)
      const client = await clientFor(endpoint, notingFinishMessages(fetch, note))
      const responses = await client.models.generateContentStream({
        model,
        contents: promptTurns(messages).map(({ role, text }) => ({
          role: role === 'user' ? 'user' : 'model',
          parts: [{ text }],
        })),
        config: configOf(model, systemPrompt, parameters),
      })
      for await (const response of responses) yield* piecesOf(response, finishMessage)
    },
    async models(fetch) {
      const client = await clientFor(endpoint, fetch)
      // Page by page: the library's own loop gives an empty page for a model, and follows pages without end.
      const pages = await client.models.list({ config: { pageSize: 1_000 } })
      const listed: Model[] = [...pages.page]
      for (let page = 1; pages.hasNextPage() && page < mostPages; page += 1) {
        listed.push(...(await pages.nextPage()))
        if (listed.length >= bounds.models.max) break
      }
      // The library takes what is no list of models for an empty one. Gemini's own is never empty.
      if (listed.length === 0) throw new Fault('BAD_RESPONSE')
      return listed
        .filter(
          ({ supportedActions: actions }) => Array.isArray(actions) && actions.includes('generateContent'),
        )
        .map(modelOf)
    },
  }
}
