"""Writes the T5 of `t5.py` as two int8 ONNX graphs, node by node.

Exporters put an `If` around the decoder's first step. Here one graph without it serves the first step and all later
ones: the keys and values over the question are "past + whatever of the question is not yet in past", which is all of
it at first and nothing afterwards. The inputs and outputs have the names transformers.js looks for; it also wants the
batch dimension to be called `batch_size`.
"""
import numpy as np
from onnx import TensorProto, helper

from onnx_graph import MASKED, Graph
from t5 import LONGEST, position_bucket

QUESTION = ['batch_size', 'encoder_sequence_length']
ANSWER = ['batch_size', 'decoder_sequence_length']


def integers(name, shape):
    return helper.make_tensor_value_info(name, TensorProto.INT64, shape)


def floats(name, shape):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


class Writer:
    """The parts that encoder and decoder share, over one graph."""

    def __init__(self, shape, weights):
        self.shape = shape
        self.weights = weights
        self.graph = Graph()

    def norm(self, value, path):
        name = f'{path}.weight'
        return self.graph.root_mean_square_norm(value, name, self.weights[name])

    def linear(self, value, path):
        return self.graph.linear(value, path, self.weights[f'{path}.weight'])

    def embed(self, ids):
        return self.graph.embedding(ids, 'shared', self.weights['shared.weight'])

    def split_heads(self, value):
        sizes = self.graph.integers(0, 0, self.shape.heads, self.shape.head_width)
        return self.graph.add('Transpose', self.graph.add('Reshape', value, sizes), perm=[0, 2, 1, 3])

    def attend(self, query, key, value, bias):
        graph = self.graph
        scores = graph.add('MatMul', query, graph.add('Transpose', key, perm=[0, 1, 3, 2]))
        shares = graph.add('Softmax', graph.add('Add', scores, bias), axis=-1)
        mixed = graph.add('Transpose', graph.add('MatMul', shares, value), perm=[0, 2, 1, 3])
        return graph.add('Reshape', mixed, graph.integers(0, 0, self.shape.inner))

    def feed_forward(self, hidden, path):
        graph, inside = self.graph, f'{path}.DenseReluDense'
        normed = self.norm(hidden, f'{path}.layer_norm')
        gate = graph.gelu(self.linear(normed, f'{inside}.wi_0'))
        gated = graph.add('Mul', gate, self.linear(normed, f'{inside}.wi_1'))
        return graph.add('Add', hidden, self.linear(gated, f'{inside}.wo'))

    def position_bias(self, queries, keys, table, lowest, highest):
        """Looks distances up in `table`, whose rows are the distances from `lowest` to `highest`."""
        graph = self.graph
        low, high = graph.integers(lowest), graph.integers(highest)
        columns = graph.add('Unsqueeze', keys, graph.integers(0))
        rows = graph.add('Unsqueeze', queries, graph.integers(1))
        near = graph.add('Min', graph.add('Max', graph.add('Sub', columns, rows), low), high)
        bias = graph.add('Gather', graph.constant(table, 'positions'), graph.add('Sub', near, low), axis=0)
        return graph.add('Unsqueeze', graph.add('Transpose', bias, perm=[2, 0, 1]), graph.integers(0))

    def bias_table(self, side, highest):
        bidirectional = side == 'encoder'
        learned = self.weights[f'{side}.block.0.layer.0.SelfAttention.relative_attention_bias.weight']
        distances = range(-LONGEST, highest + 1)
        return np.stack([learned[position_bucket(distance, bidirectional)] for distance in distances])


def encoder_model(shape, weights):
    writer = Writer(shape, weights)
    graph = writer.graph
    places = graph.span(graph.integers(0), graph.size('input_ids', 1))
    table = writer.bias_table('encoder', LONGEST)
    positions = writer.position_bias(places, places, table, -LONGEST, LONGEST)
    bias = graph.add('Add', positions, graph.padding_mask('attention_mask'))
    hidden = writer.embed('input_ids')
    for index in range(shape.layers):
        path = f'encoder.block.{index}.layer'
        normed = writer.norm(hidden, f'{path}.0.layer_norm')
        parts = [writer.split_heads(writer.linear(normed, f'{path}.0.SelfAttention.{part}')) for part in 'qkv']
        attended = writer.linear(writer.attend(*parts, bias), f'{path}.0.SelfAttention.o')
        hidden = writer.feed_forward(graph.add('Add', hidden, attended), f'{path}.1')
    graph.name_output(writer.norm(hidden, 'encoder.final_layer_norm'), 'last_hidden_state')
    inputs = [integers('input_ids', QUESTION), integers('attention_mask', QUESTION)]
    return graph.model('encoder', inputs, [floats('last_hidden_state', [*QUESTION, shape.width])])


class Decoder(Writer):
    def __init__(self, shape, weights):
        super().__init__(shape, weights)
        graph = self.graph
        past = graph.size('past_key_values.0.decoder.key', 2)
        length = graph.size('input_ids', 1)
        # One row more than the distances that may be seen: the future, which is masked.
        table = np.vstack([self.bias_table('decoder', 0), np.full((1, shape.heads), MASKED)]).astype(np.float32)
        queries = graph.span(past, length)
        keys = graph.span(graph.integers(0), graph.add('Add', past, length))
        self.self_bias = self.position_bias(queries, keys, table, -LONGEST, 1)
        self.question_bias = graph.padding_mask('encoder_attention_mask')
        self.question = self.unseen_question()

    def unseen_question(self):
        """The question's states that are not in past yet. Quantised before they are cut, since none may be left."""
        value, scale, zero = self.graph.quantise('encoder_hidden_states')
        seen = self.graph.size('past_key_values.0.encoder.key', 2)
        return self.graph.slice_from(value, seen, 1), scale, zero

    def extend(self, index, side, part, new):
        past, present = f'past_key_values.{index}.{side}.{part}', f'present.{index}.{side}.{part}'
        return self.graph.concat_into(present, [past, self.split_heads(new)], axis=2)

    def attend_to_answer(self, hidden, index):
        path = f'decoder.block.{index}.layer.0'
        normed = self.norm(hidden, f'{path}.layer_norm')
        query, key, value = (self.linear(normed, f'{path}.SelfAttention.{part}') for part in 'qkv')
        keys = self.extend(index, 'decoder', 'key', key)
        values = self.extend(index, 'decoder', 'value', value)
        attended = self.attend(self.split_heads(query), keys, values, self.self_bias)
        return self.graph.add('Add', hidden, self.linear(attended, f'{path}.SelfAttention.o'))

    def attend_to_question(self, hidden, index):
        path = f'decoder.block.{index}.layer.1'
        inside = f'{path}.EncDecAttention'
        query = self.split_heads(self.linear(self.norm(hidden, f'{path}.layer_norm'), f'{inside}.q'))
        key, value = (
            self.graph.integer_linear(self.question, f'{inside}.{part}', self.weights[f'{inside}.{part}.weight'])
            for part in 'kv'
        )
        keys = self.extend(index, 'encoder', 'key', key)
        values = self.extend(index, 'encoder', 'value', value)
        attended = self.attend(query, keys, values, self.question_bias)
        return self.graph.add('Add', hidden, self.linear(attended, f'{inside}.o'))

    def write(self):
        hidden = self.embed('input_ids')
        for index in range(self.shape.layers):
            hidden = self.attend_to_question(self.attend_to_answer(hidden, index), index)
            hidden = self.feed_forward(hidden, f'decoder.block.{index}.layer.2')
        hidden = self.norm(hidden, 'decoder.final_layer_norm')
        self.graph.name_output(self.linear(hidden, 'lm_head'), 'logits')


def decoder_model(shape, weights):
    decoder = Decoder(shape, weights)
    decoder.write()
    inputs = [
        integers('encoder_attention_mask', QUESTION),
        integers('input_ids', ANSWER),
        floats('encoder_hidden_states', [*QUESTION, shape.width]),
    ]
    outputs = [floats('logits', [*ANSWER, shape.vocabulary])]
    for index in range(shape.layers):
        for side, past in (('decoder', 'past_decoder_sequence_length'), ('encoder', 'encoder_sequence_length_out')):
            for part in ('key', 'value'):
                heads = ['batch_size', shape.heads]
                inputs.append(floats(f'past_key_values.{index}.{side}.{part}', [*heads, past, shape.head_width]))
                present = [*heads, f'present_{side}_sequence_length', shape.head_width]
                outputs.append(floats(f'present.{index}.{side}.{part}', present))
    return decoder.graph.model('decoder', inputs, outputs)
