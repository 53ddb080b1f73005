import { eventAnswer, jsonAnswer, testKey, usualParts, usualUsage } from './fakeProtocol.ts'
import type { FakeEnd, FakeProtocol } from './fakeProtocol.ts'
import { startFakeServer } from './fakeServer.ts'
import type { Fake, FakeAnswer, FakeRequest } from './fakeServer.ts'

export const openAiModels = [
  { id: 'gpt-5-mini', object: 'model', created: 1_754_000_000, owned_by: 'system' },
  {
    id: 'fake-small',
    object: 'model',
    created: 1_754_000_000,
    owned_by: 'fake',
    max_model_len: 8_192,
    architecture: { input_modalities: ['text', 'image'] },
  },
] as const

const finishReasons: Readonly<Record<FakeEnd, string>> = {
  stop: 'stop',
  length: 'length',
  blocked: 'content_filter',
}

function event(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`
}

function chunk(choices: readonly unknown[], rest: object = {}): string {
  const head = { id: 'chatcmpl-fake', object: 'chat.completion.chunk', created: 1_754_000_000, model: 'fake' }
  return event({ ...head, choices, ...rest })
}

function delta(change: object): string {
  return chunk([{ index: 0, delta: change, finish_reason: null }])
}

function refusal(status: number, code: string | null, message: string, headers = {}): FakeAnswer {
  const type = status >= 500 ? 'server_error' : 'invalid_request_error'
  return jsonAnswer(status, { error: { message, type, param: null, code } }, headers)
}

function end(reason: FakeEnd): string {
  const { inputTokens, outputTokens } = usualUsage
  const usage = {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
  }
  return [
    chunk([{ index: 0, delta: {}, finish_reason: finishReasons[reason] }]),
    chunk([], { usage }),
    'data: [DONE]\n\n',
  ].join('')
}

/** OpenAI's protocol: `POST /chat/completions` and `GET /models`, under `/v1`. */
export const openAi: FakeProtocol = {
  start: startFakeOpenAi,
  text: (text) => delta({ content: text }),
  reasoning: (text) => delta({ reasoning_content: text }),
  nothing: () => chunk([]),
  end,
  error: (code) =>
    event(
      code === 'busy'
        ? { error: { message: 'Overloaded', code: 503 } }
        : { error: { message: 'The server had an error.', type: 'server_error', param: null, code: null } },
    ),
  answer: (...texts) =>
    eventAnswer([
      delta({ role: 'assistant', content: '' }),
      ...texts.map((text) => delta({ content: text })),
      end('stop'),
    ]),
  events: (...events) => eventAnswer(events),
  refusals: {
    keyRefused: refusal(401, 'invalid_api_key', 'Incorrect API key provided: wrong.'),
    notPermitted: refusal(403, 'model_not_found', 'Project does not have access to model.'),
    modelUnknown: refusal(404, 'model_not_found', 'The model `x` does not exist.'),
    rateLimited: refusal(429, 'rate_limit_exceeded', 'Rate limit reached.', { 'retry-after-ms': '30' }),
    noQuota: refusal(429, 'insufficient_quota', 'You exceeded your current quota.', {
      'retry-after-ms': '30',
    }),
    tooLong: refusal(400, 'context_length_exceeded', "This model's maximum context length is 8192 tokens."),
    broken: refusal(500, null, 'The server had an error while processing your request.'),
    overloaded: refusal(503, null, 'The engine is currently overloaded.'),
    promptBlocked: refusal(
      400,
      'content_policy_violation',
      'Your request was rejected by the safety system.',
    ),
    badRequest: refusal(400, null, 'Invalid value for temperature.'),
  },
}

function usual({ method, path, headers }: FakeRequest): FakeAnswer {
  if (headers.authorization !== `Bearer ${testKey}`) return openAi.refusals.keyRefused
  if (method === 'GET' && path === '/v1/models')
    return jsonAnswer(200, { object: 'list', data: openAiModels })
  if (method === 'POST' && path === '/v1/chat/completions') return openAi.answer(...usualParts)
  return { status: 404, headers: { 'content-type': 'text/plain' }, steps: [{ write: '404 page not found' }] }
}

/** A fake of OpenAI, or of a server that speaks its protocol, that asks for the key `test-key-1234`. */
export function startFakeOpenAi(options: { readonly encrypted?: boolean } = {}): Promise<Fake> {
  return startFakeServer(usual, { ...options, path: '/v1', noTitle: openAi.answer('…') })
}
