"""A thin layer over onnx.helper: adds nodes and constants to one graph and names them.

Matrices are stored as int8, one scale per column, and activations are quantised as they come (DynamicQuantizeLinear and
MatMulInteger): a quarter of the size, and on this model word for word the answers of the float weights.
"""
import math

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

# Old enough for every onnxruntime of the last years.
OPERATOR_SET = 14
FORMAT_VERSION = 7
TO_THE_END = 2**31 - 1
MASKED = -1e9


def quantised(matrix, axis):
    """int8 values and the scales along `axis` that turn them back."""
    scale = np.abs(matrix).max(axis=axis, keepdims=True) / 127
    scale[scale == 0] = 1
    return np.clip(np.round(matrix / scale), -127, 127).astype(np.int8), scale.astype(np.float32)


class Graph:
    def __init__(self):
        self.nodes = []
        self.constants = {}
        self.quantised_inputs = {}

    def add(self, kind, *inputs, outputs=1, **attributes):
        """Adds a node; its output's name, or the names when there are several."""
        names = [f'{kind}_{len(self.nodes)}_{index}' for index in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=names[0], **attributes))
        return names[0] if outputs == 1 else names

    def name_output(self, value, name):
        self.nodes.append(helper.make_node('Identity', [value], [name], name=f'output_{name}'))

    def concat_into(self, name, values, axis):
        self.nodes.append(helper.make_node('Concat', values, [name], name=f'concat_{name}', axis=axis))
        return name

    def constant(self, array, name=None):
        array = np.ascontiguousarray(array)
        name = name or f'{array.dtype}_{array.shape}_{array.tobytes().hex()}'
        self.constants.setdefault(name, numpy_helper.from_array(array, name))
        return name

    def integers(self, *values):
        return self.constant(np.array(values, dtype=np.int64))

    def number(self, value):
        return self.constant(np.array(value, dtype=np.float32).reshape(1))

    def size(self, value, axis):
        return self.add('Gather', self.add('Shape', value), self.integers(axis), axis=0)

    def quantise(self, value):
        """`value` as unsigned bytes, their scale and their zero point; once for all who use it."""
        if value not in self.quantised_inputs:
            self.quantised_inputs[value] = self.add('DynamicQuantizeLinear', value, outputs=3)
        return self.quantised_inputs[value]

    def linear(self, value, name, weight):
        """value @ weight.T, with `weight` as torch keeps it."""
        return self.integer_linear(self.quantise(value), name, weight)

    def integer_linear(self, quantised_value, name, weight):
        value, value_scale, value_zero = quantised_value
        matrix, scale = quantised(weight.T, axis=0)
        zero = self.constant(np.zeros(1, np.int8).reshape(()), 'zero')
        product = self.add('MatMulInteger', value, self.constant(matrix, name), value_zero, zero)
        scales = self.add('Mul', value_scale, self.constant(scale[0], f'{name}.scale'))
        return self.add('Mul', self.add('Cast', product, to=TensorProto.FLOAT), scales)

    def embedding(self, ids, name, weight):
        matrix, scale = quantised(weight, axis=1)
        rows = self.add('Gather', self.constant(matrix, name), ids, axis=0)
        scales = self.add('Gather', self.constant(scale, f'{name}.scale'), ids, axis=0)
        return self.add('Mul', self.add('Cast', rows, to=TensorProto.FLOAT), scales)

    def root_mean_square_norm(self, value, name, weight):
        square = self.add('ReduceMean', self.add('Mul', value, value), axes=[-1], keepdims=1)
        root = self.add('Sqrt', self.add('Add', square, self.number(1e-6)))
        return self.add('Mul', self.add('Div', value, root), self.constant(weight, name))

    def gelu(self, value):
        """GELU in the tanh form that T5 uses."""
        cube = self.add('Mul', self.add('Mul', value, value), value)
        inner = self.add('Add', value, self.add('Mul', cube, self.number(0.044715)))
        bend = self.add('Tanh', self.add('Mul', inner, self.number(math.sqrt(2 / math.pi))))
        half = self.add('Mul', value, self.number(0.5))
        return self.add('Mul', half, self.add('Add', bend, self.number(1)))

    def span(self, start, length):
        """start, start + 1, ... ; both are tensors of one number."""
        first = self.add('Squeeze', start, self.integers(0))
        end = self.add('Squeeze', self.add('Add', start, length), self.integers(0))
        return self.add('Range', first, end, self.constant(np.array(1, dtype=np.int64).reshape(()), 'one'))

    def padding_mask(self, mask):
        """A mask of ones and zeros as a bias on attention scores: [batch, keys] to [batch, 1, 1, keys]."""
        missing = self.add('Sub', self.number(1), self.add('Cast', mask, to=TensorProto.FLOAT))
        return self.add('Unsqueeze', self.add('Mul', missing, self.number(MASKED)), self.integers(1, 2))

    def slice_from(self, value, start, axis):
        return self.add('Slice', value, start, self.integers(TO_THE_END), self.integers(axis))

    def model(self, name, inputs, outputs):
        graph = helper.make_graph(self.nodes, name, inputs, outputs, list(self.constants.values()))
        operators = [helper.make_opsetid('', OPERATOR_SET)]
        model = helper.make_model(graph, opset_imports=operators, producer_name='confab-starter')
        model.ir_version = FORMAT_VERSION
        onnx.checker.check_model(model)
        return model
