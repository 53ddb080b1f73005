import type { InferenceEvent, LocalModelManifest, PromptMessage } from '../../shared/inference.ts'
import { tokenLimits } from '../../shared/tokenLimits.ts'
import { isUnreadable, wordsOf } from './gate.ts'
import { generateTokens } from './generateTokens.ts'
import { createIncrementalDecoder } from './incrementalDecoder.ts'
import type { LoadedModel } from './loadModel.ts'
import { promptTokens } from './promptTokens.ts'

export interface AnswerRequest {
  readonly manifest: LocalModelManifest
  readonly systemPrompt: string
  readonly messages: readonly PromptMessage[]
  /** Looked at between two tokens. */
  readonly isStopped: () => boolean
  readonly onText: (text: string) => void
}

export type AnswerEnd = Pick<
  Extract<InferenceEvent, { type: 'end' }>,
  'reason' | 'inputTokens' | 'outputTokens'
>

function isUnreadableFor(
  { tokenizer }: LoadedModel,
  input: readonly number[],
  unknownShare: number,
): boolean {
  const unknownId = tokenizer.unk_token_id
  const ids = input.filter((id) => id === unknownId || !tokenizer.all_special_ids.includes(id))
  const known = ids.filter((id) => id !== unknownId)
  const knownText = known.length === 0 ? '' : tokenizer.decode(known)
  return isUnreadable({ ids, unknownId, knownText }, unknownShare)
}

/**
 * Writes one answer. A model with a gate is heard to the end before anything is said; its refusal takes the
 * place of an answer that it is not sure of, and of any answer to what it cannot read.
 * @throws InferenceFailure `TOO_LONG`, `GENERATION_FAILED`
 */
export async function writeAnswer(loaded: LoadedModel, request: AnswerRequest): Promise<AnswerEnd> {
  const { manifest, isStopped, onText } = request
  const { gate } = manifest
  const limits = tokenLimits(manifest)
  const input = promptTokens(loaded.tokenizer, manifest, request, limits.input)
  const inputTokens = input.length
  if (isStopped()) return { reason: 'aborted', inputTokens, outputTokens: 0 }
  if (gate && isUnreadableFor(loaded, input, gate.unknownShare)) {
    wordsOf(gate.refusal).forEach(onText)
    return { reason: 'stop', inputTokens, outputTokens: 0 }
  }

  const decoder = createIncrementalDecoder((tokens) =>
    loaded.tokenizer.decode([...tokens], { skip_special_tokens: true, clean_up_tokenization_spaces: false }),
  )
  let heldBack = ''
  function take(text: string): void {
    if (gate) heldBack += text
    else if (text !== '') onText(text)
  }
  const { count, ended, confidence } = await generateTokens(loaded, {
    manifest,
    input,
    limit: limits.output(inputTokens),
    isStopped,
    onTokens: (tokens) => take(decoder.add(tokens)),
  })
  take(decoder.end())
  if (isStopped()) return { reason: 'aborted', inputTokens, outputTokens: count }
  if (gate) wordsOf(confidence < gate.confidence ? gate.refusal : heldBack).forEach(onText)
  return { reason: ended ? 'stop' : 'length', inputTokens, outputTokens: count }
}
