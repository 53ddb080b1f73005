import type { LocalModelManifest } from '../../shared/inference.ts'
import { describeError, InferenceFailure } from './failure.ts'
import { confidenceProcessor, nucleusProcessor, tokenStreamer } from './generationHooks.ts'
import type { LoadedModel } from './loadModel.ts'

export interface GenerationRequest {
  readonly manifest: LocalModelManifest
  /** What the model is asked. */
  readonly input: readonly number[]
  /** How many tokens it may write. */
  readonly limit: number
  /** Looked at between two tokens. */
  readonly isStopped: () => boolean
  readonly onTokens: (tokens: readonly number[]) => void
}

export interface Generated {
  /** How many tokens were written, the one that ends an answer included. */
  readonly count: number
  /** The model ended the answer itself. */
  readonly ended: boolean
  /** The smallest probability of a likeliest token on the way (0 to 1). Measured for a model with a gate. */
  readonly confidence: number
}

/** How many of the likeliest pieces are looked at when a manifest asks for sampling and gives no number. */
const usualTopK = 50

function samplingOptions({ sampling = {} }: LocalModelManifest): object {
  const { temperature, topK, topP, noRepeatNgramSize = 0 } = sampling
  const samples = [temperature, topK, topP].some((setting) => setting !== undefined)
  return {
    no_repeat_ngram_size: noRepeatNgramSize,
    do_sample: samples,
    ...(samples && { temperature: temperature ?? 1, top_k: topK ?? usualTopK }),
  }
}

/**
 * Lets a model write. The library works in steps of one token, each in a turn of the event loop of its own, so
 * that commands arrive in between.
 * @throws InferenceFailure `GENERATION_FAILED`
 */
export async function generateTokens(loaded: LoadedModel, request: GenerationRequest): Promise<Generated> {
  const { library, model, tokenizer } = loaded
  const { manifest, input, limit, isStopped, onTokens } = request
  let count = 0
  let last: number | undefined
  let confidence = 1

  const processors = new library.LogitsProcessorList()
  const { topK = usualTopK, topP } = manifest.sampling ?? {}
  if (topP !== undefined) processors.push(nucleusProcessor(library, topK, topP))
  if (manifest.gate) {
    processors.push(
      confidenceProcessor(library, (probability) => {
        confidence = Math.min(confidence, probability)
      }),
    )
  }
  const stopping = new library.InterruptableStoppingCriteria()
  const streamer = tokenStreamer(library, tokenizer, (tokens) => {
    count += tokens.length
    last = tokens.at(-1)
    onTokens(tokens)
    if (isStopped()) stopping.interrupt()
  })

  const shape = [1, input.length]
  try {
    await model.generate({
      input_ids: new library.Tensor('int64', BigInt64Array.from(input, BigInt), shape),
      attention_mask: new library.Tensor('int64', new BigInt64Array(input.length).fill(1n), shape),
      max_new_tokens: limit,
      ...samplingOptions(manifest),
      logits_processor: processors,
      stopping_criteria: stopping,
      streamer,
    })
  } catch (error) {
    throw new InferenceFailure('GENERATION_FAILED', describeError(error))
  }
  const ended = count < limit || (last !== undefined && tokenizer.all_special_ids.includes(last))
  return { count, ended, confidence }
}
