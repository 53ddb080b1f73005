import { createGraphBuilder, type GraphBuilder, type Precision } from './graphBuilder.ts'
import type { OnnxGraph, OnnxValue } from './onnxFile.ts'
import { attend, feedForward, maskBias, norm, positionBias, range, sizeOf, splitHeads } from './t5Layers.ts'
import type { T5Shape, T5Weights } from './t5Weights.ts'

const batch = 'batch_size'

function cacheValues(shape: T5Shape, when: 'past_key_values' | 'present'): readonly OnnxValue[] {
  return Array.from({ length: shape.decoderLayers }, (_, layer) => layer).flatMap((layer) =>
    ['key', 'value'].map((kind) => {
      const size = [batch, shape.heads, `${when}_length`, shape.headSize]
      return { name: `${when}.${layer}.${kind}`, type: 'float' as const, shape: size }
    }),
  )
}

function extendCache(graph: GraphBuilder, name: string, added: string): string {
  return graph.operateAs(`present.${name}`, 'Concat', [`past_key_values.${name}`, added], { axis: 2 })
}

/** A decoder alone, which continues a text: the layers of the T5 decoder without a look at an encoder. */
export function causalGraph(shape: T5Shape, weights: T5Weights, precision: Precision): OnnxGraph {
  const graph = createGraphBuilder(precision)
  let hidden = graph.embed('input_ids', weights.embedding)
  const pastLength = sizeOf(graph, 'past_key_values.0.key', 2)
  const newLength = sizeOf(graph, 'input_ids', 1)
  const queries = range(graph, pastLength, newLength)
  const keys = range(graph, graph.integers(0), graph.operate('Add', [pastLength, newLength]))
  const byPosition = positionBias(graph, { queries, keys }, weights.positions('decoder.positions'), false)
  const bias = graph.operate('Add', [byPosition, maskBias(graph, 'attention_mask')])
  for (let layer = 0; layer < shape.decoderLayers; layer += 1) {
    const own = weights.attention(`decoder.${layer}`)
    const normed = norm(graph, hidden)
    const heads = (weight: typeof own.query) => splitHeads(graph, graph.linear(normed, weight), shape)
    const key = extendCache(graph, `${layer}.key`, heads(own.key))
    const value = extendCache(graph, `${layer}.value`, heads(own.value))
    const mixed = attend(graph, shape, own, { query: heads(own.query), key, value, bias })
    hidden = graph.operate('Add', [hidden, mixed])
    const forward = feedForward(graph, norm(graph, hidden), weights.feedForward(`decoder.${layer}.forward`))
    hidden = graph.operate('Add', [hidden, forward])
  }
  graph.operateAs('logits', 'Identity', [graph.linear(norm(graph, hidden), weights.head)])
  return graph.finish({
    name: 'causal',
    inputs: [
      { name: 'input_ids', type: 'int64', shape: [batch, 'sequence_length'] },
      { name: 'attention_mask', type: 'int64', shape: [batch, 'total_sequence_length'] },
      ...cacheValues(shape, 'past_key_values'),
    ],
    outputs: [
      { name: 'logits', type: 'float', shape: [batch, 'sequence_length', shape.vocabulary] },
      ...cacheValues(shape, 'present'),
    ],
  })
}
