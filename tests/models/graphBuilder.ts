import { elementTypes, type Attributes, type OnnxGraph, type OnnxNode, type OnnxTensor } from './onnxFile.ts'

/** `q8` keeps weights as int8 and quantises what flows between them on the way; `fp32` computes in floats. */
export type Precision = 'fp32' | 'q8'

/** A weight as it is kept: real value = byte * scale. A matrix is [inputs, outputs]. */
export interface Weight {
  readonly name: string
  readonly shape: readonly number[]
  readonly bytes: Int8Array
  readonly scale: number
}

/** Puts an ONNX graph together, operator by operator. Values are named by strings. */
export interface GraphBuilder {
  operate(kind: string, inputs: readonly string[], attributes?: Attributes): string
  /** As `operate`, but the result is called `output`. */
  operateAs(output: string, kind: string, inputs: readonly string[], attributes?: Attributes): string
  integers(...values: readonly number[]): string
  float(value: number): string
  floats(name: string, shape: readonly number[], data: Float32Array): string
  /** `input` times a matrix. `slice`, when given, picks the rows of `input` that count (see `rowsFrom`). */
  linear(input: string, weight: Weight, slice?: (value: string) => string): string
  /** The rows of a table. */
  embed(ids: string, table: Weight): string
  finish(graph: Omit<OnnxGraph, 'nodes' | 'constants'>): OnnxGraph
}

function asFloats({ bytes, scale }: Weight): Float32Array {
  return Float32Array.from(bytes, (byte) => byte * scale)
}

export function createGraphBuilder(precision: Precision): GraphBuilder {
  const nodes: OnnxNode[] = []
  const constants = new Map<string, OnnxTensor>()
  const quantised = new Map<string, readonly [string, string, string]>()

  function add(kind: string, inputs: readonly string[], outputs: readonly string[], attributes: Attributes) {
    nodes.push({ kind, name: `node_${nodes.length}`, inputs, outputs, attributes })
  }

  function operateAs(output: string, kind: string, inputs: readonly string[], attributes: Attributes = {}) {
    add(kind, inputs, [output], attributes)
    return output
  }

  function operate(kind: string, inputs: readonly string[], attributes: Attributes = {}) {
    return operateAs(`${kind}_${nodes.length}`, kind, inputs, attributes)
  }

  function constant(tensor: OnnxTensor): string {
    constants.set(tensor.name, tensor)
    return tensor.name
  }

  function float(value: number): string {
    return constant({ name: `float_${value}`, shape: [], data: Float32Array.of(value) })
  }

  function cast(value: string): string {
    return operate('Cast', [value], { to: elementTypes.float })
  }

  /** Bytes, scale and zero point of a value; one operator however many matrices it is multiplied with. */
  function quantise(value: string): readonly [string, string, string] {
    const known = quantised.get(value)
    if (known) return known
    const outputs = [`${value}_bytes`, `${value}_scale`, `${value}_zero`] as const
    add('DynamicQuantizeLinear', [value], outputs, {})
    quantised.set(value, outputs)
    return outputs
  }

  function linear(input: string, weight: Weight, slice = (value: string) => value): string {
    const { name, shape, bytes } = weight
    if (precision === 'fp32') {
      return operate('MatMul', [slice(input), constant({ name, shape, data: asFloats(weight) })])
    }
    const [whole, scale, zero] = quantise(input)
    const zeroOfWeights = constant({ name: 'int8_0', shape: [], data: Int8Array.of(0) })
    const matrix = constant({ name, shape, data: bytes })
    const product = operate('MatMulInteger', [slice(whole), matrix, zero, zeroOfWeights])
    return operate('Mul', [cast(product), operate('Mul', [scale, float(weight.scale)])])
  }

  function embed(ids: string, table: Weight): string {
    const { name, shape, bytes, scale } = table
    if (precision === 'fp32') {
      return operate('Gather', [constant({ name, shape, data: asFloats(table) }), ids], { axis: 0 })
    }
    const rows = operate('Gather', [constant({ name, shape, data: bytes }), ids], { axis: 0 })
    return operate('Mul', [cast(rows), float(scale)])
  }

  return {
    operate,
    operateAs,
    integers: (...values) =>
      constant({
        name: `integers_${values.join('_')}`,
        shape: [values.length],
        data: BigInt64Array.from(values, BigInt),
      }),
    float,
    floats: (name, shape, data) => constant({ name, shape, data }),
    linear,
    embed,
    finish: (graph) => ({ ...graph, nodes, constants: [...constants.values()] }),
  }
}
