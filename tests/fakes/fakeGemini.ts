import { eventAnswer, jsonAnswer, testKey, usualParts, usualUsage } from './fakeProtocol.ts'
import type { FakeEnd, FakeProtocol } from './fakeProtocol.ts'
import { startFakeServer } from './fakeServer.ts'
import type { Fake, FakeAnswer, FakeRequest } from './fakeServer.ts'

export const geminiModels = [
  {
    name: 'models/gemini-2.5-pro',
    displayName: 'Gemini 2.5 Pro',
    inputTokenLimit: 1_048_576,
    outputTokenLimit: 65_536,
    supportedGenerationMethods: ['generateContent', 'countTokens'],
  },
  {
    name: 'models/gemini-2.5-flash',
    displayName: 'Gemini 2.5 Flash',
    inputTokenLimit: 1_048_576,
    outputTokenLimit: 65_536,
    supportedGenerationMethods: ['generateContent', 'countTokens'],
  },
  {
    name: 'models/gemini-embedding-001',
    displayName: 'Gemini Embedding 001',
    inputTokenLimit: 2_048,
    outputTokenLimit: 1,
    supportedGenerationMethods: ['embedContent'],
  },
] as const

const finishReasons: Readonly<Record<FakeEnd, string>> = {
  stop: 'STOP',
  length: 'MAX_TOKENS',
  blocked: 'SAFETY',
}

/** Google's servers end their lines with CRLF. */
function event(value: unknown): string {
  return `data: ${JSON.stringify(value)}\r\n\r\n`
}

function content(part: unknown): string {
  return event({
    candidates: [{ content: { parts: [part], role: 'model' }, index: 0 }],
    modelVersion: 'fake',
  })
}

function refusal(
  status: number,
  state: string,
  message: string,
  details: readonly unknown[] = [],
): FakeAnswer {
  return jsonAnswer(status, { error: { code: status, message, status: state, details } })
}

function errorInfo(reason: string): unknown {
  return { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'googleapis.com' }
}

function quotaFailure(quotaId: string, quotaValue: string): unknown {
  return { '@type': 'type.googleapis.com/google.rpc.QuotaFailure', violations: [{ quotaId, quotaValue }] }
}

const quotaWords = 'You exceeded your current quota, please check your plan and billing details.'

function end(reason: FakeEnd): string {
  return event({
    candidates: [
      { content: { parts: [{ text: '' }], role: 'model' }, finishReason: finishReasons[reason], index: 0 },
    ],
    usageMetadata: {
      promptTokenCount: usualUsage.inputTokens,
      candidatesTokenCount: usualUsage.outputTokens - 1,
      thoughtsTokenCount: 1,
      totalTokenCount: usualUsage.inputTokens + usualUsage.outputTokens,
    },
  })
}

/** Gemini's protocol: `POST /v1beta/models/X:streamGenerateContent?alt=sse` and `GET /v1beta/models`. */
export const gemini: FakeProtocol = {
  start: startFakeGemini,
  text: (text) => content({ text }),
  reasoning: (text) => content({ text, thought: true }),
  nothing: () => event({ candidates: [], modelVersion: 'fake' }),
  end,
  error: (code) =>
    event(
      code === 'busy'
        ? { error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' } }
        : { error: { code: 500, message: 'An internal error has occurred.', status: 'INTERNAL' } },
    ),
  answer: (...texts) => eventAnswer([...texts.map((text) => content({ text })), end('stop')]),
  events: (...events) => eventAnswer(events),
  refusals: {
    keyRefused: refusal(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
      errorInfo('API_KEY_INVALID'),
    ]),
    notPermitted: refusal(403, 'PERMISSION_DENIED', 'Your project has been denied access.'),
    modelUnknown: refusal(404, 'NOT_FOUND', 'models/x is not found for API version v1beta.'),
    rateLimited: refusal(429, 'RESOURCE_EXHAUSTED', `${quotaWords} Please retry in 0.03s.`, [
      quotaFailure('GenerateRequestsPerMinutePerProjectPerModel-FreeTier', '15'),
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '0.03s' },
    ]),
    noQuota: refusal(429, 'RESOURCE_EXHAUSTED', quotaWords, [
      quotaFailure('GenerateRequestsPerDayPerProjectPerModel-FreeTier', '50'),
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '0.03s' },
    ]),
    tooLong: refusal(
      400,
      'INVALID_ARGUMENT',
      'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
    ),
    broken: refusal(500, 'INTERNAL', 'An internal error has occurred.'),
    overloaded: refusal(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'),
    promptBlocked: eventAnswer([event({ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } })]),
    badRequest: refusal(400, 'INVALID_ARGUMENT', 'Temperature must be between 0 and 2.'),
  },
}

/** Two pages, so that a client which reads only the first is found out. */
function modelList(path: string): FakeAnswer {
  const second = new URL(path, 'http://fake').searchParams.get('pageToken') === 'second'
  const models = second ? geminiModels.slice(1) : geminiModels.slice(0, 1)
  return jsonAnswer(200, { models, ...(!second && { nextPageToken: 'second' }) })
}

function usual({ method, path, headers }: FakeRequest): FakeAnswer {
  if (headers['x-goog-api-key'] !== testKey) return gemini.refusals.keyRefused
  if (method === 'GET' && path.startsWith('/v1beta/models')) return modelList(path)
  if (/^\/v1beta\/models\/[^/]+:streamGenerateContent\?alt=sse$/.test(path))
    return gemini.answer(...usualParts)
  return gemini.refusals.modelUnknown
}

/** A fake of Gemini that asks for the key `test-key-1234`. */
export function startFakeGemini(options: { readonly encrypted?: boolean } = {}): Promise<Fake> {
  return startFakeServer(usual, { ...options, noTitle: gemini.answer('…') })
}
