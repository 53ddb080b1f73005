"""The model: a very small T5 (version 1.1: RMSNorm, gated GELU, relative position bias) in torch.

Modules carry the parameter names of the published T5, so that `state_dict()` is at once the table of weights from which
`t5_onnx.py` writes the files, and any other T5 program would understand it.
"""
import math
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

PAD = 0
END = 1
BUCKETS = 32
LONGEST = 128
MASKED = -1e9


@dataclass(frozen=True)
class Shape:
    """The sizes of a model. A wider one answers no better: only more phrasings help."""

    vocabulary: int
    width: int = 96
    layers: int = 2
    heads: int = 4
    head_width: int = 24
    feed_forward: int = 256
    dropout: float = 0.1

    @property
    def inner(self):
        return self.heads * self.head_width


def position_bucket(distance, bidirectional):
    """T5's bucket of a distance between key and query: exact for near ones, ever coarser for far ones."""
    buckets, offset, steps = BUCKETS, 0, -distance
    if bidirectional:
        buckets //= 2
        offset = buckets if steps < 0 else 0
        steps = abs(steps)
    steps = max(steps, 0)
    exact = buckets // 2
    if steps < exact:
        return offset + steps
    far = math.log(steps / exact) / math.log(LONGEST / exact) * (buckets - exact)
    return offset + min(exact + int(far), buckets - 1)


def linear(inputs, outputs, deviation=None):
    """A layer without bias, started with T5's standard deviation for its place."""
    layer = nn.Linear(inputs, outputs, bias=False)
    nn.init.normal_(layer.weight, std=inputs**-0.5 if deviation is None else deviation)
    return layer


class RootMeanSquareNorm(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, hidden):
        return self.weight * hidden * torch.rsqrt(hidden.pow(2).mean(-1, keepdim=True) + 1e-6)


class Attention(nn.Module):
    def __init__(self, shape, with_positions):
        super().__init__()
        self.shape = shape
        self.q = linear(shape.width, shape.inner, (shape.width * shape.head_width) ** -0.5)
        self.k = linear(shape.width, shape.inner)
        self.v = linear(shape.width, shape.inner)
        self.o = linear(shape.inner, shape.width)
        if with_positions:
            self.relative_attention_bias = nn.Embedding(BUCKETS, shape.heads)
            nn.init.normal_(self.relative_attention_bias.weight, std=shape.width**-0.5)

    def split(self, hidden):
        return hidden.view(hidden.shape[0], -1, self.shape.heads, self.shape.head_width).transpose(1, 2)

    def forward(self, hidden, memory, bias):
        scores = self.split(self.q(hidden)) @ self.split(self.k(memory)).transpose(2, 3) + bias
        weights = functional.dropout(torch.softmax(scores, -1), self.shape.dropout, self.training)
        mixed = (weights @ self.split(self.v(memory))).transpose(1, 2)
        return self.o(mixed.reshape(hidden.shape[0], -1, self.shape.inner))


class GatedFeedForward(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.dropout = shape.dropout
        self.wi_0 = linear(shape.width, shape.feed_forward)
        self.wi_1 = linear(shape.width, shape.feed_forward)
        self.wo = linear(shape.feed_forward, shape.width)

    def forward(self, hidden):
        gated = functional.gelu(self.wi_0(hidden), approximate='tanh') * self.wi_1(hidden)
        return self.wo(functional.dropout(gated, self.dropout, self.training))


class SubLayer(nn.Module):
    """One residual step. `name` is the published name of the module inside, which tells its kind."""

    def __init__(self, shape, name, with_positions=False):
        super().__init__()
        self.name = name
        self.dropout = shape.dropout
        self.layer_norm = RootMeanSquareNorm(shape.width)
        inside = GatedFeedForward(shape) if name == 'DenseReluDense' else Attention(shape, with_positions)
        setattr(self, name, inside)

    def forward(self, hidden, bias=None, memory=None):
        normed = self.layer_norm(hidden)
        inside = getattr(self, self.name)
        if self.name == 'DenseReluDense':
            change = inside(normed)
        else:
            change = inside(normed, normed if memory is None else memory, bias)
        return hidden + functional.dropout(change, self.dropout, self.training)


class Block(nn.Module):
    def __init__(self, shape, is_decoder, with_positions):
        super().__init__()
        cross = [SubLayer(shape, 'EncDecAttention')] if is_decoder else []
        self.layer = nn.ModuleList(
            [SubLayer(shape, 'SelfAttention', with_positions), *cross, SubLayer(shape, 'DenseReluDense')]
        )


class Stack(nn.Module):
    """The encoder or the decoder. Only the first block holds the position bias; all blocks use it."""

    def __init__(self, shape, is_decoder):
        super().__init__()
        self.is_decoder = is_decoder
        self.dropout = shape.dropout
        self.block = nn.ModuleList([Block(shape, is_decoder, index == 0) for index in range(shape.layers)])
        self.final_layer_norm = RootMeanSquareNorm(shape.width)
        places = range(LONGEST)
        buckets = [[position_bucket(key - query, not is_decoder) for key in places] for query in places]
        self.register_buffer('buckets', torch.tensor(buckets), persistent=False)

    def positions(self, length):
        bias = self.block[0].layer[0].SelfAttention.relative_attention_bias(self.buckets[:length, :length])
        return bias.permute(2, 0, 1)[None]

    def forward(self, hidden, mask, memory=None, memory_mask=None):
        bias = self.positions(hidden.shape[1]) + mask
        hidden = functional.dropout(hidden, self.dropout, self.training)
        for block in self.block:
            hidden = block.layer[0](hidden, bias)
            if self.is_decoder:
                hidden = block.layer[1](hidden, memory_mask, memory)
            hidden = block.layer[-1](hidden)
        return functional.dropout(self.final_layer_norm(hidden), self.dropout, self.training)


class T5(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shared = nn.Embedding(shape.vocabulary, shape.width)
        nn.init.normal_(self.shared.weight, std=1.0)
        self.encoder = Stack(shape, is_decoder=False)
        self.decoder = Stack(shape, is_decoder=True)
        self.lm_head = linear(shape.width, shape.vocabulary)

    def encode(self, ids):
        """The encoder's states, and the mask that hides the padding of `ids` from whoever attends to them."""
        mask = (ids == PAD)[:, None, None].float() * MASKED
        return self.encoder(self.shared(ids), mask), mask

    def decode(self, ids, memory, memory_mask):
        """The logits of the next piece at every place of `ids`."""
        length = ids.shape[1]
        future = torch.triu(torch.full((length, length), MASKED), 1)[None, None]
        return self.lm_head(self.decoder(self.shared(ids), future, memory, memory_mask))
