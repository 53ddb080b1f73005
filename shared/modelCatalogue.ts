/**
 * Models of the hub that are offered by name; any other id can be typed in. Which precisions there are and how large
 * they are is asked of the hub before a download begins: no size stands here.
 *
 * That these ids exist with files that transformers.js runs was looked up in public repositories (2024 to 2026):
 * - `Xenova/flan-t5-small`: `onnx/encoder_model_quantized.onnx` with `onnx/decoder_model_merged[_quantized].onnx`;
 *   `Xenova/flan-t5-base` beside it.
 * - `Xenova/flan-t5-large` is left out although it is often named: reports of 401, which is how the hub speaks of
 *   what is not there. `LaMini-Flan-T5-783M` is a Flan-T5 large that was trained further, and is there.
 * - `Xenova/LaMini-Flan-T5-77M`, `-248M`, `-783M` (used as `q8` by many).
 * - `HuggingFaceTB/SmolLM2-135M-Instruct`, `-360M-Instruct`, `-1.7B-Instruct`: `onnx/model.onnx`, `model_q4.onnx`,
 *   `model_fp16.onnx`, `model_int8.onnx`.
 * - `onnx-community/Qwen3-0.6B-ONNX`: `onnx/model.onnx`, `model_q4.onnx`, `model_quantized.onnx`. The 1.7B is left
 *   out: its export is reported not to run in onnxruntime-node (updates of the rotary embedding's cache).
 * - `onnx-community/gemma-3-1b-it-ONNX`: `onnx/model.onnx` with `model.onnx_data`, `model_q4.onnx`;
 *   `onnx-community/gemma-3-270m-it-ONNX` is used with `q4` and `fp32`.
 * - `onnx-community/Llama-3.2-1B-Instruct`: `onnx/model.onnx`, `model_q4.onnx`.
 */

export interface CatalogueModel {
  /** `owner/name` on the hub. */
  readonly repository: string
  readonly name: string
  readonly goodFor: string
  readonly licence: string
  /** Millions. */
  readonly parameters: number
}

const apache = 'Apache 2.0'
const nonCommercial = 'CC BY-NC 4.0 (not for commercial use)'
const gemma = 'Gemma terms of use'

export const modelCatalogue: readonly CatalogueModel[] = [
  {
    repository: 'Xenova/flan-t5-small',
    name: 'Flan-T5 small',
    goodFor: 'Short instructions in English: rephrase, translate, answer in a few words. Very fast.',
    licence: apache,
    parameters: 77,
  },
  {
    repository: 'Xenova/flan-t5-base',
    name: 'Flan-T5 base',
    goodFor: 'The same as Flan-T5 small with fewer mistakes.',
    licence: apache,
    parameters: 248,
  },
  {
    repository: 'Xenova/LaMini-Flan-T5-77M',
    name: 'LaMini-Flan-T5 77M',
    goodFor: 'Answers in whole sentences on a slow machine.',
    licence: nonCommercial,
    parameters: 77,
  },
  {
    repository: 'Xenova/LaMini-Flan-T5-248M',
    name: 'LaMini-Flan-T5 248M',
    goodFor: 'Explanations and summaries in whole sentences; a good first model.',
    licence: nonCommercial,
    parameters: 248,
  },
  {
    repository: 'Xenova/LaMini-Flan-T5-783M',
    name: 'LaMini-Flan-T5 783M',
    goodFor: 'The best of the Flan-T5 family here, at the size of Flan-T5 large.',
    licence: nonCommercial,
    parameters: 783,
  },
  {
    repository: 'HuggingFaceTB/SmolLM2-135M-Instruct',
    name: 'SmolLM2 135M',
    goodFor: 'The smallest that holds a conversation.',
    licence: apache,
    parameters: 135,
  },
  {
    repository: 'HuggingFaceTB/SmolLM2-360M-Instruct',
    name: 'SmolLM2 360M',
    goodFor: 'Conversation, rewriting and short texts in English.',
    licence: apache,
    parameters: 362,
  },
  {
    repository: 'HuggingFaceTB/SmolLM2-1.7B-Instruct',
    name: 'SmolLM2 1.7B',
    goodFor: 'Longer texts and harder questions in English; slow without a fast processor.',
    licence: apache,
    parameters: 1711,
  },
  {
    repository: 'onnx-community/gemma-3-270m-it-ONNX',
    name: 'Gemma 3 270M',
    goodFor: 'Small tasks with clear instructions, in many languages.',
    licence: gemma,
    parameters: 268,
  },
  {
    repository: 'onnx-community/Qwen3-0.6B-ONNX',
    name: 'Qwen3 0.6B',
    goodFor: 'Conversation in many languages; thinks before it answers.',
    licence: apache,
    parameters: 596,
  },
  {
    repository: 'onnx-community/gemma-3-1b-it-ONNX',
    name: 'Gemma 3 1B',
    goodFor: 'Conversation and writing in many languages.',
    licence: gemma,
    parameters: 1000,
  },
  {
    repository: 'onnx-community/Llama-3.2-1B-Instruct',
    name: 'Llama 3.2 1B',
    goodFor: 'Conversation and summaries in eight languages.',
    licence: 'Llama 3.2 Community License',
    parameters: 1236,
  },
]

/** What a model of the catalogue is called; null for any other. */
export function nameInCatalogue(repository: string): string | null {
  return modelCatalogue.find((model) => model.repository === repository)?.name ?? null
}

/**
 * About how much memory a model needs while it answers, in bytes: its weights, a quarter more for what it computes,
 * and the library that runs it. An estimate, and shown as one: in steps of 50 MB.
 */
export function memoryNeeded(weightBytes: number): number {
  return Math.ceil((weightBytes * 1.25 + 200_000_000) / 50_000_000) * 50_000_000
}
