"""Cuts text into about a thousand pieces, learned from our own phrasings with sentencepiece.

The same pieces are written as `tokenizer.json`, which transformers.js reads. Questions are lower-cased (its normaliser
does it too); answers keep their capitals.
"""
import io
import json
import re
import unicodedata

import sentencepiece

from t5 import END, LONGEST, PAD

UNKNOWN = 2
SPECIAL = ['<pad>', '</s>', '<unk>']
TYPOGRAPHIC_APOSTROPHE = '\u2019'


def normalised(question):
    """What the model sees of a question; the normaliser in `tokenizer.json` says the same."""
    text = unicodedata.normalize('NFKC', question).lower().replace(TYPOGRAPHIC_APOSTROPHE, "'")
    return re.sub(r'\s+', ' ', text).strip()


class Tokenizer:
    def __init__(self, corpus, vocabulary):
        learned = io.BytesIO()
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(corpus),
            model_writer=learned,
            model_type='unigram',
            vocab_size=vocabulary,
            hard_vocab_limit=False,
            pad_id=PAD,
            eos_id=END,
            unk_id=UNKNOWN,
            bos_id=-1,
            normalization_rule_name='identity',
            split_digits=True,
            character_coverage=1.0,
            required_chars=''.join(map(chr, range(33, 127))),
            num_threads=1,
            minloglevel=2,
        )
        self.pieces = sentencepiece.SentencePieceProcessor(model_proto=learned.getvalue())

    @property
    def vocabulary(self):
        return self.pieces.vocab_size()

    def question(self, text):
        return [*self.pieces.encode(normalised(text))[: LONGEST - 1], END]

    def loose_question(self, text):
        """One of the other ways to cut the text, so that words never seen in training are less of a surprise."""
        cut = self.pieces.encode(normalised(text), enable_sampling=True, alpha=0.3, nbest_size=-1)
        return [*cut[: LONGEST - 1], END]

    def answer(self, text):
        return [*self.pieces.encode(text), END]

    def text(self, ids):
        return self.pieces.decode(ids)

    def write(self, folder):
        (folder / 'tokenizer.json').write_text(json.dumps(self.description(), ensure_ascii=False) + '\n')
        settings = {
            'tokenizer_class': 'T5Tokenizer',
            'eos_token': '</s>',
            'pad_token': '<pad>',
            'unk_token': '<unk>',
            'model_max_length': LONGEST,
            'clean_up_tokenization_spaces': False,
        }
        (folder / 'tokenizer_config.json').write_text(json.dumps(settings, indent=2) + '\n')

    def description(self):
        spaces = {'type': 'Metaspace', 'replacement': '\u2581', 'add_prefix_space': True, 'prepend_scheme': 'always'}
        pieces = range(self.vocabulary)
        vocabulary = [[self.pieces.id_to_piece(piece), round(self.pieces.get_score(piece), 5)] for piece in pieces]
        return {
            'version': '1.0',
            'truncation': None,
            'padding': None,
            'added_tokens': [added_token(index, content) for index, content in enumerate(SPECIAL)],
            'normalizer': {'type': 'Sequence', 'normalizers': normalisers()},
            'pre_tokenizer': spaces,
            'decoder': spaces,
            'post_processor': end_appended(),
            'model': {'type': 'Unigram', 'unk_id': UNKNOWN, 'vocab': vocabulary},
        }


def added_token(index, content):
    flags = {'single_word': False, 'lstrip': False, 'rstrip': False, 'normalized': False, 'special': True}
    return {'id': index, 'content': content, **flags}


def normalisers():
    return [
        {'type': 'NFKC'},
        {'type': 'Lowercase'},
        {'type': 'Replace', 'pattern': {'String': TYPOGRAPHIC_APOSTROPHE}, 'content': "'"},
        {'type': 'Replace', 'pattern': {'Regex': r'\s+'}, 'content': ' '},
        {'type': 'Strip', 'strip_left': True, 'strip_right': True},
    ]


def end_appended():
    end = {'SpecialToken': {'id': '</s>', 'type_id': 0}}
    first, second = ({'Sequence': {'id': name, 'type_id': 0}} for name in 'AB')
    return {
        'type': 'TemplateProcessing',
        'single': [first, end],
        'pair': [first, end, second, end],
        'special_tokens': {'</s>': {'id': '</s>', 'ids': [END], 'tokens': ['</s>']}},
    }
