import type { GraphBuilder } from './graphBuilder.ts'
import type { AttentionWeights, FeedForwardWeights, T5Shape } from './t5Weights.ts'

/** How far apart two positions can be and still be told apart, and into how many classes distances fall. */
const maximumDistance = 128
const buckets = 32
/** Added to a score that must not count. */
const never = -1e9

/** The class of a relative position (key minus query), as T5 defines it. */
function bucketOf(relative: number, bothWays: boolean): number {
  const count = bothWays ? buckets / 2 : buckets
  const side = bothWays && relative > 0 ? count : 0
  const distance = bothWays ? Math.abs(relative) : Math.max(-relative, 0)
  const exact = count / 2
  if (distance < exact) return side + distance
  const steps = (Math.log(distance / exact) / Math.log(maximumDistance / exact)) * (count - exact)
  return side + Math.min(exact + Math.trunc(steps), count - 1)
}

/** RMS norm. All its weights are 1. */
export function norm(graph: GraphBuilder, value: string): string {
  const square = graph.operate('Mul', [value, value])
  const mean = graph.operate('ReduceMean', [square], { axes: [-1], keepdims: 1 })
  const root = graph.operate('Sqrt', [graph.operate('Add', [mean, graph.float(1e-6)])])
  return graph.operate('Div', [value, root])
}

function gelu(graph: GraphBuilder, value: string): string {
  const cube = graph.operate('Mul', [graph.operate('Mul', [value, value]), value])
  const sum = graph.operate('Add', [value, graph.operate('Mul', [cube, graph.float(0.044715)])])
  const tanh = graph.operate('Tanh', [graph.operate('Mul', [sum, graph.float(Math.sqrt(2 / Math.PI))])])
  const half = graph.operate('Mul', [value, graph.float(0.5)])
  return graph.operate('Mul', [half, graph.operate('Add', [tanh, graph.float(1)])])
}

export function feedForward(graph: GraphBuilder, value: string, weights: FeedForwardWeights): string {
  const gate = gelu(graph, graph.linear(value, weights.gate))
  return graph.linear(graph.operate('Mul', [gate, graph.linear(value, weights.up)]), weights.down)
}

/** The size of a dimension, as a list of one. */
export function sizeOf(graph: GraphBuilder, value: string, axis: number): string {
  return graph.operate('Gather', [graph.operate('Shape', [value]), graph.integers(axis)], { axis: 0 })
}

/** [batch, length, heads * size] to [batch, heads, length, size]. */
export function splitHeads(graph: GraphBuilder, value: string, shape: T5Shape): string {
  const split = graph.operate('Reshape', [value, graph.integers(0, 0, shape.heads, shape.headSize)])
  return graph.operate('Transpose', [split], { perm: [0, 2, 1, 3] })
}

export interface AttentionInputs {
  readonly query: string
  readonly key: string
  readonly value: string
  readonly bias: string
}

/** Attention without the projections that lead into it. T5 does not scale its scores. */
export function attend(
  graph: GraphBuilder,
  shape: T5Shape,
  weights: AttentionWeights,
  { query, key, value, bias }: AttentionInputs,
): string {
  const turned = graph.operate('Transpose', [key], { perm: [0, 1, 3, 2] })
  const scores = graph.operate('Add', [graph.operate('MatMul', [query, turned]), bias])
  const mixed = graph.operate('MatMul', [graph.operate('Softmax', [scores], { axis: -1 }), value])
  const together = graph.operate('Transpose', [mixed], { perm: [0, 2, 1, 3] })
  const flat = graph.operate('Reshape', [together, graph.integers(0, 0, shape.heads * shape.headSize)])
  return graph.linear(flat, weights.output)
}

/** The numbers from `start` on, `count` of them; both are lists of one. */
export function range(graph: GraphBuilder, start: string, count: string): string {
  const scalar = (value: string) => graph.operate('Squeeze', [value, graph.integers(0)])
  const end = graph.operate('Add', [start, count])
  return graph.operate('Range', [scalar(start), scalar(end), scalar(graph.integers(1))])
}

/** A mask of ones and zeros [batch, length] as something to add to scores. */
export function maskBias(graph: GraphBuilder, mask: string): string {
  const kept = graph.operate('Cast', [mask], { to: 1 })
  const bias = graph.operate('Mul', [graph.operate('Sub', [graph.float(1), kept]), graph.float(-never)])
  return graph.operate('Unsqueeze', [graph.operate('Neg', [bias]), graph.integers(1, 2)])
}

/**
 * The learned bias of relative positions, [1, heads, queries, keys]. A decoder's table ends with a row for what
 * lies ahead, which must not be seen.
 */
export function positionBias(
  graph: GraphBuilder,
  { queries, keys }: { readonly queries: string; readonly keys: string },
  learned: Float32Array,
  bothWays: boolean,
): string {
  const heads = learned.length / buckets
  const last = bothWays ? maximumDistance : 1
  const table = new Float32Array((last + maximumDistance + 1) * heads)
  for (let relative = -maximumDistance; relative <= last; relative += 1) {
    const row = bucketOf(relative, bothWays) * heads
    const ahead = !bothWays && relative > 0
    const values = ahead ? new Float32Array(heads).fill(never) : learned.subarray(row, row + heads)
    table.set(values, (relative + maximumDistance) * heads)
  }
  const low = graph.integers(-maximumDistance)
  const across = graph.operate('Unsqueeze', [keys, graph.integers(0)])
  const relative = graph.operate('Sub', [across, graph.operate('Unsqueeze', [queries, graph.integers(1)])])
  const bounded = graph.operate('Min', [graph.operate('Max', [relative, low]), graph.integers(last)])
  const rows = graph.floats('position_table', [last + maximumDistance + 1, heads], table)
  const picked = graph.operate('Gather', [rows, graph.operate('Sub', [bounded, low])], { axis: 0 })
  const turned = graph.operate('Transpose', [picked], { perm: [2, 0, 1] })
  return graph.operate('Unsqueeze', [turned, graph.integers(0)])
}
