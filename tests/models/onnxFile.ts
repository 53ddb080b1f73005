import protobuf from 'protobufjs'

/**
 * The part of the ONNX format that the test models use. Names and field numbers are those of
 * https://github.com/onnx/onnx/blob/v1.16.0/onnx/onnx.proto3
 */
const schema = protobuf.parse(`
  syntax = "proto3";
  package onnx;

  message ModelProto {
    int64 ir_version = 1;
    string producer_name = 2;
    GraphProto graph = 7;
    repeated OperatorSetIdProto opset_import = 8;
  }
  message OperatorSetIdProto { string domain = 1; int64 version = 2; }
  message GraphProto {
    repeated NodeProto node = 1;
    string name = 2;
    repeated TensorProto initializer = 5;
    repeated ValueInfoProto input = 11;
    repeated ValueInfoProto output = 12;
  }
  message NodeProto {
    repeated string input = 1;
    repeated string output = 2;
    string name = 3;
    string op_type = 4;
    repeated AttributeProto attribute = 5;
  }
  message AttributeProto { string name = 1; int64 i = 3; repeated int64 ints = 8; int32 type = 20; }
  message TensorProto {
    repeated int64 dims = 1;
    int32 data_type = 2;
    string name = 8;
    bytes raw_data = 9;
  }
  message ValueInfoProto { string name = 1; TypeProto type = 2; }
  message TypeProto { TensorTypeProto tensor_type = 1; }
  message TensorTypeProto { int32 elem_type = 1; TensorShapeProto shape = 2; }
  message TensorShapeProto { repeated DimensionProto dim = 1; }
  message DimensionProto { int64 dim_value = 1; string dim_param = 2; }
`).root

/** Numbers of TensorProto.DataType. */
export const elementTypes = { float: 1, int8: 3, int64: 7 } as const
/** Numbers of AttributeProto.AttributeType. */
const attributeTypes = { integer: 2, integers: 7 } as const

export type ElementType = keyof typeof elementTypes
export type Attributes = Readonly<Record<string, number | readonly number[]>>

export interface OnnxNode {
  readonly kind: string
  readonly name: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: Attributes
}

export interface OnnxTensor {
  readonly name: string
  readonly shape: readonly number[]
  readonly data: Float32Array | Int8Array | BigInt64Array
}

/** An input or output of the whole graph; a dimension by name may have any size. */
export interface OnnxValue {
  readonly name: string
  readonly type: ElementType
  readonly shape: readonly (number | string)[]
}

export interface OnnxGraph {
  readonly name: string
  readonly nodes: readonly OnnxNode[]
  readonly constants: readonly OnnxTensor[]
  readonly inputs: readonly OnnxValue[]
  readonly outputs: readonly OnnxValue[]
}

function elementTypeOf(data: OnnxTensor['data']): number {
  if (data instanceof Float32Array) return elementTypes.float
  return data instanceof Int8Array ? elementTypes.int8 : elementTypes.int64
}

function attributeMessage([name, value]: readonly [string, number | readonly number[]]): object {
  return typeof value === 'number'
    ? { name, i: value, type: attributeTypes.integer }
    : { name, ints: value, type: attributeTypes.integers }
}

function nodeMessage({ kind, name, inputs, outputs, attributes }: OnnxNode): object {
  return {
    name,
    opType: kind,
    input: inputs,
    output: outputs,
    attribute: Object.entries(attributes).map(attributeMessage),
  }
}

function tensorMessage({ name, shape, data }: OnnxTensor): object {
  const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  return { name, dims: shape, dataType: elementTypeOf(data), rawData }
}

function valueMessage({ name, type, shape }: OnnxValue): object {
  const dim = shape.map((size) => (typeof size === 'string' ? { dimParam: size } : { dimValue: size }))
  return { name, type: { tensorType: { elemType: elementTypes[type], shape: { dim } } } }
}

/** The bytes of an ONNX file. Opset 14 and IR version 7 are read by every onnxruntime since 1.9. */
export function encodeOnnx(graph: OnnxGraph): Uint8Array {
  const message = {
    irVersion: 7,
    producerName: 'confab-tests',
    opsetImport: [{ domain: '', version: 14 }],
    graph: {
      name: graph.name,
      node: graph.nodes.map(nodeMessage),
      initializer: graph.constants.map(tensorMessage),
      input: graph.inputs.map(valueMessage),
      output: graph.outputs.map(valueMessage),
    },
  }
  return schema.lookupType('onnx.ModelProto').encode(message).finish()
}
