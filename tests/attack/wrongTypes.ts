/** Values that no field expects; as JSON, since some of them cannot be written as a value. */
export const hostileValues: readonly string[] = [
  'null',
  'true',
  '-1',
  '1e999',
  '-1e999',
  '9007199254740993',
  '""',
  '"\\u0000\\ud800"',
  '[]',
  '[null]',
  '[[[[[[[[[]]]]]]]]]',
  '{}',
  '{"toString":1,"valueOf":1}',
  '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  '{"length":1000000000,"0":"x"}',
  '{"then":{}}',
]

const geminiEvent = {
  candidates: [
    {
      content: { parts: [{ text: ' more', thought: false }], role: 'model' },
      finishReason: '',
      finishMessage: '',
      index: 0,
      safetyRatings: [],
      citationMetadata: {},
      groundingMetadata: {},
      tokenCount: 1,
    },
  ],
  usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 1, thoughtsTokenCount: 1, totalTokenCount: 3 },
  promptFeedback: { blockReason: 'BLOCKED_REASON_UNSPECIFIED', blockReasonMessage: '' },
  modelVersion: 'x',
  responseId: 'x',
  createTime: 'x',
}

const openAiEvent = {
  id: 'x',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'x',
  system_fingerprint: 'x',
  error: null,
  choices: [
    {
      index: 0,
      delta: { role: 'assistant', content: ' more', reasoning_content: '', refusal: null, tool_calls: [] },
      finish_reason: null,
      logprobs: null,
    },
  ],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
}

type Way = readonly (string | number)[]

function waysIn(value: unknown, way: Way = []): readonly Way[] {
  if (typeof value !== 'object' || value === null) return [way]
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item: unknown, index) => [index, item] as const)
    : Object.entries(value)
  const inside = entries.flatMap(([name, item]) => waysIn(item, [...way, name]))
  return way.length === 0 ? inside : [way, ...inside]
}

function withValue(event: unknown, way: Way, json: string): string {
  const text = JSON.stringify(event)
  const copy = JSON.parse(text) as Record<string | number, unknown>
  let place = copy
  for (const name of way.slice(0, -1)) place = place[name] as Record<string | number, unknown>
  place[way.at(-1) ?? ''] = '@@'
  return JSON.stringify(copy).replace('"@@"', json)
}

export interface WrongType {
  readonly attack: string
  /** JSON. */
  readonly event: string
}

/** Every field of an event of an answer with every hostile value. */
export function wrongTypes(kind: 'gemini' | 'openai'): readonly WrongType[] {
  const event = kind === 'gemini' ? geminiEvent : openAiEvent
  return waysIn(event).flatMap((way) =>
    hostileValues.map((json) => ({
      attack: `${way.join('.')} = ${json}`,
      event: withValue(event, way, json),
    })),
  )
}
