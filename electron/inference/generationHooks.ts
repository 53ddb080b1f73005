import type { LogitsProcessor, PreTrainedTokenizer, Tensor, TextStreamer } from '@huggingface/transformers'
import type { Library } from './library.ts'
import { topProbability } from './gate.ts'
import { keepNucleus } from './nucleus.ts'

/** The scores of the next token; the library makes floats of any precision before it hands them on. */
function scoresOf(logits: Tensor): Float32Array {
  return logits.data as Float32Array
}

/**
 * Calls back with the tokens of the answer as they come, without those of the prompt. The library's own streamer
 * decodes everything since the last line break for each token.
 */
export function tokenStreamer(
  { TextStreamer: Base }: Library,
  tokenizer: PreTrainedTokenizer,
  onTokens: (tokens: readonly number[]) => void,
): TextStreamer {
  let prompt = true
  return new (class extends Base {
    override put([tokens]: bigint[][]): void {
      if (!prompt) onTokens((tokens ?? []).map(Number))
      prompt = false
    }

    override end(): void {
      prompt = true
    }
  })(tokenizer)
}

/** Sampling from the likeliest pieces alone, which the library has an option for but does not do. */
export function nucleusProcessor(
  { LogitsProcessor: Base }: Library,
  topK: number,
  topP: number,
): LogitsProcessor {
  return new (class extends Base {
    override _call(_tokens: bigint[][], logits: Tensor): Tensor {
      keepNucleus(scoresOf(logits), topK, topP)
      return logits
    }
  })()
}

/** Calls back with the probability of the likeliest token at each step. */
export function confidenceProcessor(
  { LogitsProcessor: Base }: Library,
  onProbability: (probability: number) => void,
): LogitsProcessor {
  return new (class extends Base {
    override _call(_tokens: bigint[][], logits: Tensor): Tensor {
      onProbability(topProbability(scoresOf(logits)))
      return logits
    }
  })()
}
