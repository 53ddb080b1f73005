import path from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'

/** A T5 in the graphs that Confab runs, driven by onnxruntime alone: the least that an answer can cost. */
export interface BareModel {
  /** Writes exactly `count` tokens, each the likeliest, whatever they are. */
  generate(input: readonly number[], count: number): Promise<void>
}

const options: InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  extra: { session: { intra_op: { allow_spinning: '0' } } },
}

function ids(values: readonly number[]): Tensor {
  return new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length])
}

/** The number of heads and their size, from the shape that the graph declares for its cache. */
function cacheShape(decoder: InferenceSession): readonly [number, number] {
  const metadata = decoder.inputMetadata.find(({ name }) => name === 'past_key_values.0.decoder.key')
  const shape = metadata?.isTensor ? metadata.shape : []
  return [Number(shape[1]), Number(shape[3])]
}

function emptyCache(decoder: InferenceSession): Record<string, Tensor> {
  const [heads, size] = cacheShape(decoder)
  const names = decoder.inputNames.filter((name) => name.startsWith('past_key_values'))
  return Object.fromEntries(
    names.map((name) => [name, new Tensor('float32', new Float32Array(0), [1, heads, 0, size])]),
  )
}

function nextCache(outputs: InferenceSession.OnnxValueMapType): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(outputs)
      .filter(([name]) => name.startsWith('present'))
      .map(([name, value]) => [name.replace('present', 'past_key_values'), value]),
  )
}

function likeliest(logits: Tensor): number {
  const data = logits.data as Float32Array
  const size = logits.dims.at(-1) ?? 0
  const start = data.length - size
  let best = 0
  for (let index = 1; index < size; index += 1) {
    if ((data[start + index] ?? 0) > (data[start + best] ?? 0)) best = index
  }
  return best
}

export async function loadBare(folder: string): Promise<BareModel> {
  const open = (name: string): Promise<InferenceSession> =>
    InferenceSession.create(path.join(folder, 'onnx', name), options)
  const encoder = await open('encoder_model_quantized.onnx')
  const decoder = await open('decoder_model_merged_quantized.onnx')
  return {
    async generate(input, count) {
      const mask = ids(input.map(() => 1))
      const encoded = await encoder.run({ input_ids: ids(input), attention_mask: mask })
      const hidden = encoded['last_hidden_state']
      if (!hidden) throw new Error('the encoder gave nothing')
      let cache = emptyCache(decoder)
      let token = 0
      for (let step = 0; step < count; step += 1) {
        const outputs = await decoder.run({
          input_ids: ids([token]),
          encoder_attention_mask: mask,
          encoder_hidden_states: hidden,
          ...cache,
        })
        token = likeliest(outputs['logits'] as Tensor)
        cache = nextCache(outputs)
      }
    },
  }
}
