import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { LocalModelManifest } from '../../shared/inference.ts'
import { causalGraph } from './causalGraph.ts'
import type { Precision } from './graphBuilder.ts'
import { encodeOnnx, type OnnxGraph } from './onnxFile.ts'
import { decoderGraph, encoderGraph } from './t5Graphs.ts'
import { randomWeights, type T5Shape, type T5Weights } from './t5Weights.ts'
import { specialPieces, tokenizerConfigFile, tokenizerFile } from './tokenizerFiles.ts'

export interface RandomModelOptions {
  readonly seed: number
  /** Its `task` says what is made, its `dtype` (`fp32` or `q8`) how the weights are kept. */
  readonly manifest: LocalModelManifest
}

type Task = LocalModelManifest['task']
type GraphOf = (shape: T5Shape, weights: T5Weights, precision: Precision) => OnnxGraph

const graphs: Readonly<Record<Task, Readonly<Record<string, GraphOf>>>> = {
  'text2text-generation': { encoder_model: encoderGraph, decoder_model_merged: decoderGraph },
  'text-generation': { model: causalGraph },
}

const endIds = { pad_token_id: 0, eos_token_id: 1 }

/** `config.json`, as far as transformers.js reads it. */
function configFile(shape: T5Shape, task: Task): object {
  const common = { ...endIds, vocab_size: shape.vocabulary, tie_word_embeddings: false, use_cache: true }
  switch (task) {
    case 'text2text-generation':
      return {
        ...common,
        model_type: 't5',
        architectures: ['T5ForConditionalGeneration'],
        is_encoder_decoder: true,
        d_model: shape.width,
        d_kv: shape.headSize,
        d_ff: shape.inner,
        num_layers: shape.encoderLayers,
        num_decoder_layers: shape.decoderLayers,
        num_heads: shape.heads,
        n_positions: 512,
        feed_forward_proj: 'gated-gelu',
        decoder_start_token_id: 0,
      }
    case 'text-generation':
      return {
        ...common,
        model_type: 'llama',
        architectures: ['LlamaForCausalLM'],
        hidden_size: shape.width,
        head_dim: shape.headSize,
        intermediate_size: shape.inner,
        num_hidden_layers: shape.decoderLayers,
        num_attention_heads: shape.heads,
        num_key_value_heads: shape.heads,
        max_position_embeddings: 512,
      }
  }
}

function jsonFiles(shape: T5Shape, manifest: LocalModelManifest): Readonly<Record<string, object>> {
  const start = manifest.task === 'text2text-generation' ? { decoder_start_token_id: 0 } : {}
  return {
    'config.json': configFile(shape, manifest.task),
    'generation_config.json': { ...endIds, ...start },
    'tokenizer.json': tokenizerFile(shape.vocabulary),
    'tokenizer_config.json': tokenizerConfigFile(),
    'confab.json': manifest,
  }
}

/**
 * Writes a whole model with random weights into a new folder: an answer is nonsense, always the same for the
 * same question, as long as `manifest.maxNewTokens` says, and takes the time that a model of its shape takes.
 */
export async function makeRandomModel(
  folder: string,
  shape: T5Shape,
  { seed, manifest }: RandomModelOptions,
): Promise<void> {
  const precision: Precision = manifest.dtype === 'fp32' ? 'fp32' : 'q8'
  const suffix = precision === 'q8' ? '_quantized' : ''
  await mkdir(path.join(folder, 'onnx'), { recursive: true })
  for (const [name, content] of Object.entries(jsonFiles(shape, manifest))) {
    await writeFile(path.join(folder, name), JSON.stringify(content))
  }
  const weights = randomWeights(shape, seed, specialPieces.length)
  for (const [name, graphOf] of Object.entries(graphs[manifest.task])) {
    const bytes = encodeOnnx(graphOf(shape, weights, precision))
    await writeFile(path.join(folder, 'onnx', `${name}${suffix}.onnx`), bytes)
  }
}
