import type { Weight } from './graphBuilder.ts'

/** The sizes of a T5 (version 1.1). */
export interface T5Shape {
  readonly vocabulary: number
  readonly width: number
  readonly heads: number
  readonly headSize: number
  /** The width of the feed-forward layers. */
  readonly inner: number
  readonly encoderLayers: number
  readonly decoderLayers: number
}

export interface AttentionWeights {
  readonly query: Weight
  readonly key: Weight
  readonly value: Weight
  readonly output: Weight
}

export interface FeedForwardWeights {
  readonly gate: Weight
  readonly up: Weight
  readonly down: Weight
}

export interface T5Weights {
  readonly embedding: Weight
  /** From the decoder's last state to a score for each piece. */
  readonly head: Weight
  readonly attention: (name: string) => AttentionWeights
  readonly feedForward: (name: string) => FeedForwardWeights
  /** The bias of each class of relative positions for each head, [32, heads]. */
  readonly positions: (name: string) => Float32Array
}

/** The spread of bytes that are equally likely. */
const spreadOfBytes = 128 / Math.sqrt(3)

/** Bytes from a seed: always the same ones. Xorshift, see Marsaglia, "Xorshift RNGs", 2003. */
function createByteSource(seed: number): (count: number) => Int8Array {
  let state = seed | 1
  return (count) => {
    const words = new Int32Array(Math.ceil(count / 4))
    for (let index = 0; index < words.length; index += 1) {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      words[index] = state
    }
    return new Int8Array(words.buffer, 0, count)
  }
}

/**
 * Random weights with the spread that T5 starts its training with. The pieces below `silent` (padding, end of
 * answer, unknown) get no score, so an answer never ends before its limit and holds words alone.
 */
export function randomWeights(shape: T5Shape, seed: number, silent: number): T5Weights {
  const bytesOf = createByteSource(seed)
  const attentionWidth = shape.heads * shape.headSize

  function matrix(name: string, inputs: number, outputs: number, spread = inputs ** -0.5): Weight {
    return {
      name,
      shape: [inputs, outputs],
      bytes: bytesOf(inputs * outputs),
      scale: spread / spreadOfBytes,
    }
  }

  function head(): Weight {
    const weight = matrix('head', shape.width, shape.vocabulary)
    for (let row = 0; row < shape.width; row += 1) {
      weight.bytes.fill(0, row * shape.vocabulary, row * shape.vocabulary + silent)
    }
    return weight
  }

  return {
    embedding: matrix('embedding', shape.vocabulary, shape.width, 1),
    head: head(),
    attention: (name) => ({
      query: matrix(`${name}.query`, shape.width, attentionWidth, (shape.width * shape.headSize) ** -0.5),
      key: matrix(`${name}.key`, shape.width, attentionWidth),
      value: matrix(`${name}.value`, shape.width, attentionWidth),
      output: matrix(`${name}.output`, attentionWidth, shape.width),
    }),
    feedForward: (name) => ({
      gate: matrix(`${name}.gate`, shape.width, shape.inner),
      up: matrix(`${name}.up`, shape.width, shape.inner),
      down: matrix(`${name}.down`, shape.inner, shape.width),
    }),
    positions: (name) => {
      const { bytes, scale } = matrix(name, 32, shape.heads, shape.width ** -0.5)
      return Float32Array.from(bytes, (byte) => byte * scale)
    },
  }
}
