import type { FinishReason } from '../../../../shared/contract/conversations.ts'
import type { AnswerErrorCode } from '../../../../shared/errors.ts'
import { tokens } from '../listedModels.ts'
import { isRecord } from './providerError.ts'
import { usageOf } from './protocol.ts'
import type { AnswerPiece } from './protocol.ts'

/*
 * What servers write that speak OpenAI's protocol: they leave out what OpenAI always sends, add what its types do not
 * know, and put text where another protocol has it.
 */

type Json = Readonly<Record<string, unknown>>

/** Lists of parts nest: reasoning is a list of texts in a part of a list. */
const deepest = 5
const thinkingKinds = /thinking|reasoning|thought/i

/** Null while the answer goes on. The list is OpenAI's own and what other servers say in its place. */
function endOf(reason: unknown): FinishReason | AnswerErrorCode | null {
  if (typeof reason !== 'string' || reason === '') return null
  if (/^(?:length|max_(?:output_)?tokens|model_length)$/i.test(reason)) return 'length'
  if (/^recitation/i.test(reason)) return 'ANSWER_RECITED'
  if (/^language/i.test(reason)) return 'LANGUAGE_UNSUPPORTED'
  if (/^(?:blocklist|spii|sensitive)/i.test(reason)) return 'ANSWER_FILTERED'
  if (/^(?:content_filter|safety|prohibited_content|refusal)/i.test(reason)) return 'ANSWER_BLOCKED'
  return /^(?:error|abort|malformed)/i.test(reason) ? 'PROVIDER_ERROR' : 'stop'
}

/** The first of the values that has something in it. */
function filled(...values: readonly unknown[]): unknown {
  return values.find((value) => value !== undefined && value !== null && value !== '')
}

/** The text in a value: a string, a part with one, or a list of those. What is thought stands apart in it. */
function* textsIn(value: unknown, type: 'text' | 'reasoning', depth = 0): Generator<AnswerPiece> {
  if (typeof value === 'string') {
    if (value !== '') yield { type, text: value }
  } else if (depth < deepest && Array.isArray(value)) {
    for (const part of value) yield* textsIn(part, type, depth + 1)
  } else if (depth < deepest && isRecord(value)) {
    const kind = typeof value['type'] === 'string' && thinkingKinds.test(value['type']) ? 'reasoning' : type
    yield* textsIn(filled(value['thinking'], value['reasoning']), 'reasoning', depth + 1)
    yield* textsIn(filled(value['text'], value['content'], value['value'], value['refusal']), kind, depth + 1)
  }
}

/** What a delta, or a whole message, says. */
function* saidIn(message: Json): Generator<AnswerPiece> {
  const { reasoning, reasoning_content: content, reasoning_details: details, thinking } = message
  yield* textsIn(filled(content, reasoning, thinking, details), 'reasoning')
  yield* textsIn(filled(message['content'], message['refusal'], message['text']), 'text')
}

function choiceOf({ choices }: Json): Json {
  const choice: unknown = Array.isArray(choices) ? choices[0] : null
  return isRecord(choice) ? choice : {}
}

/** Where a stream has no `delta`: a whole message, a bare text, or the chunk of Ollama's or llama.cpp's own protocol. */
function* saidElsewhere(chunk: Json, choice: Json): Generator<AnswerPiece> {
  const message = filled(choice['message'], chunk['message'])
  if (isRecord(message)) yield* saidIn(message)
  else yield* textsIn(filled(choice['text'], chunk['content'], chunk['response'], message), 'text')
}

function* countedIn(chunk: Json, choice: Json): Generator<AnswerPiece> {
  const usage = filled(chunk['usage'], choice['usage'])
  const {
    prompt_tokens: read,
    input_tokens: input,
    completion_tokens: written,
    output_tokens: output,
  } = isRecord(usage) ? usage : {}
  yield* usageOf(
    tokens(filled(read, input, chunk['prompt_eval_count'])),
    tokens(filled(written, output, chunk['eval_count'])),
  )
}

/** Why the answer ended: by the choice, by Ollama's `done`, or because it came as a whole. */
function endIn(chunk: Json, choice: Json): readonly AnswerPiece[] {
  const isWhole = chunk['done'] === true || chunk['object'] === 'chat.completion'
  const said = filled(choice['finish_reason'], chunk['done_reason'], chunk['finish_reason'])
  const reason = endOf(said) ?? (isWhole ? 'stop' : null)
  return reason ? [{ type: 'ended', reason, words: typeof said === 'string' ? said : '' }] : []
}

/** Reads the chunks of one answer, one after the other. */
export function createReader(): (chunk: unknown) => Generator<AnswerPiece> {
  /** Text came in a delta, so that a whole message at the end only repeats it. */
  let hasDeltas = false
  return function* piecesOf(chunk) {
    if (!isRecord(chunk)) return
    const choice = choiceOf(chunk)
    const { delta } = choice
    const said = isRecord(delta) ? [...saidIn(delta)] : []
    yield* said
    hasDeltas ||= said.length > 0
    if (!hasDeltas) yield* saidElsewhere(chunk, choice)
    yield* countedIn(chunk, choice)
    yield* endIn(chunk, choice)
  }
}
