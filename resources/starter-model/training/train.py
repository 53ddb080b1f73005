"""Trains the Starter model and writes it, with its manifest, into the folder given.

Needs Debian's own Python and libraries (without openblas it takes eight times as long):

    apt-get install --no-install-recommends python3-torch python3-onnx python3-numpy python3-sentencepiece \\
        libopenblas0-pthread

The shipped model was made in this folder, in about a quarter of an hour on one core, with:

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 /usr/bin/python3 train.py ../model

`topics.json` holds what it should know, `outside.json` what it should refuse, `heldOut.json` phrasings it never sees:
they measure it, and their `tuning` part alone chooses how confident an answer has to be.
"""
import argparse
import json
import math
import random
import time
from pathlib import Path

import onnx
import torch
from torch import nn
from torch.nn import functional

from questions import Questions
from scoring import LONGEST_ANSWER, best_gate, padded, report, scored
from t5 import BUCKETS, END, LONGEST, PAD, Shape, T5
from t5_onnx import decoder_model, encoder_model
from tokenizer import Tokenizer

REFUSAL = (
    "I don't know that. I only know how Confab works. "
    'For other questions, add a larger model: open Settings and choose Models.'
)
DESCRIPTION = 'A tiny model that answers questions about Confab, on this computer, with no network.'
TOPIC_LOSS_SHARE = 0.3
# T5 begins an answer with the padding piece.
SPECIAL_PIECES = {'decoder_start_token_id': PAD, 'eos_token_id': END, 'pad_token_id': PAD}


class Trainer:
    """First the encoder alone learns to tell the topics apart, then all of it learns to answer.

    The classifier over the encoder's mean state is only a teacher: it is not part of the model that is written.
    """

    def __init__(self, model, tokenizer, questions, options):
        self.model = model
        self.tokenizer = tokenizer
        self.questions = questions
        self.options = options
        self.classifier = nn.Linear(model.shared.embedding_dim, questions.labels)
        self.parameters = [*model.parameters(), *self.classifier.parameters()]
        self.started = time.time()

    def encoded(self, sample):
        encode = self.tokenizer.loose_question if sample.loose else self.tokenizer.question
        return encode(sample.question)

    def topic_loss(self, samples):
        ids = padded([self.encoded(sample) for sample in samples])
        memory, mask = self.model.encode(ids)
        kept = (ids != PAD).float()[:, :, None]
        guess = self.classifier((memory * kept).sum(1) / kept.sum(1))
        labels = torch.tensor([sample.label for sample in samples])
        return functional.cross_entropy(guess, labels, label_smoothing=0.05), memory, mask

    def answer_loss(self, samples):
        topic_loss, memory, mask = self.topic_loss(samples)
        target = padded([self.tokenizer.answer(sample.answer) for sample in samples])
        shifted = torch.cat([torch.full((len(samples), 1), PAD), target[:, :-1]], 1)
        logits = self.model.decode(shifted, memory, mask).flatten(0, 1)
        loss = functional.cross_entropy(logits, target.flatten(), ignore_index=PAD, label_smoothing=0.03)
        return loss + TOPIC_LOSS_SHARE * topic_loss

    def learning_rate(self, step, steps):
        warm, cooling = step / 100, 0.5 * (1 + math.cos(math.pi * step / steps)) + 0.01
        return self.options.rate * min(warm, cooling)

    def phase(self, name, steps, next_loss):
        optimizer = torch.optim.AdamW(self.parameters, weight_decay=0.01, betas=(0.9, 0.98))
        for step in range(1, steps + 1):
            optimizer.param_groups[0]['lr'] = self.learning_rate(step, steps)
            loss = next_loss()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(self.parameters, 1.0)
            optimizer.step()
            if step % 250 == 0:
                print(f'{name} {step}/{steps} loss {loss.item():.3f} {time.time() - self.started:.0f}s', flush=True)

    def run(self):
        self.phase('topics', self.options.topic_steps, lambda: self.topic_loss(self.questions.samples(64))[0])
        self.phase('answers', self.options.steps, lambda: self.answer_loss(self.questions.batch(32)))


def configuration(shape):
    return {
        'model_type': 't5',
        'architectures': ['T5ForConditionalGeneration'],
        'is_encoder_decoder': True,
        'vocab_size': shape.vocabulary,
        'd_model': shape.width,
        'd_kv': shape.head_width,
        'd_ff': shape.feed_forward,
        'num_layers': shape.layers,
        'num_decoder_layers': shape.layers,
        'num_heads': shape.heads,
        'relative_attention_num_buckets': BUCKETS,
        'relative_attention_max_distance': LONGEST,
        'layer_norm_epsilon': 1e-6,
        'feed_forward_proj': 'gated-gelu',
        'dense_act_fn': 'gelu_new',
        'is_gated_act': True,
        'tie_word_embeddings': False,
        'use_cache': True,
        **SPECIAL_PIECES,
    }


def manifest(confidence):
    return {
        'name': 'Starter',
        'description': DESCRIPTION,
        'task': 'text2text-generation',
        'dtype': 'q8',
        'prompt': 'last-message',
        'contextTokens': LONGEST,
        'maxNewTokens': LONGEST_ANSWER,
        'gate': {'confidence': confidence, 'unknownShare': 0.4, 'refusal': REFUSAL},
    }


def write_model(folder, shape, model, tokenizer, confidence):
    (folder / 'onnx').mkdir(parents=True, exist_ok=True)
    generation = {**SPECIAL_PIECES, 'max_new_tokens': LONGEST_ANSWER}
    files = {'config': configuration(shape), 'generation_config': generation, 'confab': manifest(confidence)}
    for name, content in files.items():
        (folder / f'{name}.json').write_text(json.dumps(content, indent=2) + '\n')
    tokenizer.write(folder)
    weights = {name: value.detach().numpy() for name, value in model.state_dict().items()}
    onnx.save(encoder_model(shape, weights), str(folder / 'onnx/encoder_model_quantized.onnx'))
    onnx.save(decoder_model(shape, weights), str(folder / 'onnx/decoder_model_merged_quantized.onnx'))


def measured_gate(model, tokenizer, questions):
    """Chooses the gate on the tuning set, and reports what it does to that and to the held-out set."""
    tuning = {kind: scored(model, tokenizer, pairs) for kind, pairs in questions.tuning.items()}
    gate = best_gate(tuning['topics'], tuning['outside'], REFUSAL)
    print(f'gate {gate}')
    for kind, results in tuning.items():
        report(f'tuning {kind}', results, gate, REFUSAL)
    for kind, pairs in [('trained phrasings', questions.trained), *questions.held_out.items()]:
        report(kind, scored(model, tokenizer, pairs), gate, REFUSAL)
    return gate


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('folder', type=Path)
    parser.add_argument('--topic-steps', type=int, default=2600)
    parser.add_argument('--steps', type=int, default=5200)
    parser.add_argument('--vocabulary', type=int, default=1200)
    parser.add_argument('--rate', type=float, default=2e-3)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--threads', type=int, default=1)
    return parser.parse_args()


def main():
    chosen = options()
    torch.manual_seed(chosen.seed)
    torch.set_num_threads(chosen.threads)
    questions = Questions(Path(__file__).parent, REFUSAL, random.Random(chosen.seed))
    tokenizer = Tokenizer(questions.corpus(), chosen.vocabulary)
    shape = Shape(vocabulary=tokenizer.vocabulary)
    model = T5(shape)
    Trainer(model, tokenizer, questions, chosen).run()
    write_model(chosen.folder, shape, model, tokenizer, measured_gate(model, tokenizer, questions))


if __name__ == '__main__':
    main()
