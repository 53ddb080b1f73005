import { createGraphBuilder, type GraphBuilder, type Precision } from './graphBuilder.ts'
import type { OnnxGraph, OnnxValue } from './onnxFile.ts'
import { attend, feedForward, maskBias, norm, positionBias, range, sizeOf, splitHeads } from './t5Layers.ts'
import type { T5Shape, T5Weights } from './t5Weights.ts'

const encoderLength = 'encoder_sequence_length'

/** transformers.js finds the batch dimension of a cache by this name. */
const batch = 'batch_size'

function integerValue(name: string, length: string): OnnxValue {
  return { name, type: 'int64', shape: [batch, length] }
}

export function encoderGraph(shape: T5Shape, weights: T5Weights, precision: Precision): OnnxGraph {
  const graph = createGraphBuilder(precision)
  let hidden = graph.embed('input_ids', weights.embedding)
  const places = range(graph, graph.integers(0), sizeOf(graph, 'input_ids', 1))
  const learned = weights.positions('encoder.positions')
  const byPosition = positionBias(graph, { queries: places, keys: places }, learned, true)
  const bias = graph.operate('Add', [byPosition, maskBias(graph, 'attention_mask')])
  for (let layer = 0; layer < shape.encoderLayers; layer += 1) {
    const own = weights.attention(`encoder.${layer}`)
    const normed = norm(graph, hidden)
    const heads = (weight: typeof own.query) => splitHeads(graph, graph.linear(normed, weight), shape)
    const inputs = { query: heads(own.query), key: heads(own.key), value: heads(own.value), bias }
    hidden = graph.operate('Add', [hidden, attend(graph, shape, own, inputs)])
    const forward = feedForward(graph, norm(graph, hidden), weights.feedForward(`encoder.${layer}.forward`))
    hidden = graph.operate('Add', [hidden, forward])
  }
  graph.operateAs('last_hidden_state', 'Identity', [norm(graph, hidden)])
  return graph.finish({
    name: 'encoder',
    inputs: [integerValue('input_ids', encoderLength), integerValue('attention_mask', encoderLength)],
    outputs: [{ name: 'last_hidden_state', type: 'float', shape: [batch, encoderLength, shape.width] }],
  })
}

type Side = 'decoder' | 'encoder'
type Kind = 'key' | 'value'

/** What a layer keeps from one step to the next: a value read as `past_key_values.*` and written as `present.*`. */
function cacheValues(shape: T5Shape, when: 'past_key_values' | 'present'): readonly OnnxValue[] {
  const values: OnnxValue[] = []
  for (let layer = 0; layer < shape.decoderLayers; layer += 1) {
    for (const side of ['decoder', 'encoder'] satisfies Side[]) {
      for (const kind of ['key', 'value'] satisfies Kind[]) {
        const name = `${when}.${layer}.${side}.${kind}`
        values.push({ name, type: 'float', shape: [batch, shape.heads, `${when}_${side}`, shape.headSize] })
      }
    }
  }
  return values
}

/** What was kept, followed by what is new. */
function extendCache(graph: GraphBuilder, layer: number, side: Side, kind: Kind, added: string): string {
  const name = `${layer}.${side}.${kind}`
  return graph.operateAs(`present.${name}`, 'Concat', [`past_key_values.${name}`, added], { axis: 2 })
}

/**
 * One graph for the first step and the later ones, without a branch: the keys of the encoder's states are those
 * kept, followed by those of the states that were not seen yet - all of them at first, none afterwards.
 */
export function decoderGraph(shape: T5Shape, weights: T5Weights, precision: Precision): OnnxGraph {
  const graph = createGraphBuilder(precision)
  let hidden = graph.embed('input_ids', weights.embedding)
  const pastLength = sizeOf(graph, 'past_key_values.0.decoder.key', 2)
  const newLength = sizeOf(graph, 'input_ids', 1)
  const queries = range(graph, pastLength, newLength)
  const keys = range(graph, graph.integers(0), graph.operate('Add', [pastLength, newLength]))
  const bias = positionBias(graph, { queries, keys }, weights.positions('decoder.positions'), false)
  const encoderBias = maskBias(graph, 'encoder_attention_mask')
  const seen = sizeOf(graph, 'past_key_values.0.encoder.key', 2)
  const unseen = (value: string) =>
    graph.operate('Slice', [value, seen, graph.integers(2 ** 31 - 1), graph.integers(1)])

  function selfAttention(layer: number, normed: string): string {
    const own = weights.attention(`decoder.${layer}`)
    const heads = (weight: typeof own.query) => splitHeads(graph, graph.linear(normed, weight), shape)
    const key = extendCache(graph, layer, 'decoder', 'key', heads(own.key))
    const value = extendCache(graph, layer, 'decoder', 'value', heads(own.value))
    return attend(graph, shape, own, { query: heads(own.query), key, value, bias })
  }

  function crossAttention(layer: number, normed: string): string {
    const own = weights.attention(`decoder.${layer}.cross`)
    const states = (weight: typeof own.query) =>
      splitHeads(graph, graph.linear('encoder_hidden_states', weight, unseen), shape)
    const query = splitHeads(graph, graph.linear(normed, own.query), shape)
    const key = extendCache(graph, layer, 'encoder', 'key', states(own.key))
    const value = extendCache(graph, layer, 'encoder', 'value', states(own.value))
    return attend(graph, shape, own, { query, key, value, bias: encoderBias })
  }

  for (let layer = 0; layer < shape.decoderLayers; layer += 1) {
    hidden = graph.operate('Add', [hidden, selfAttention(layer, norm(graph, hidden))])
    hidden = graph.operate('Add', [hidden, crossAttention(layer, norm(graph, hidden))])
    const forward = feedForward(graph, norm(graph, hidden), weights.feedForward(`decoder.${layer}.forward`))
    hidden = graph.operate('Add', [hidden, forward])
  }
  graph.operateAs('logits', 'Identity', [graph.linear(norm(graph, hidden), weights.head)])
  return graph.finish({
    name: 'decoder',
    inputs: [
      integerValue('encoder_attention_mask', encoderLength),
      integerValue('input_ids', 'decoder_sequence_length'),
      { name: 'encoder_hidden_states', type: 'float', shape: [batch, encoderLength, shape.width] },
      ...cacheValues(shape, 'past_key_values'),
    ],
    outputs: [
      { name: 'logits', type: 'float', shape: [batch, 'decoder_sequence_length', shape.vocabulary] },
      ...cacheValues(shape, 'present'),
    ],
  })
}
