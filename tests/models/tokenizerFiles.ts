/** Ids of a T5 tokenizer: padding, end of answer, unknown. The pieces follow. */
export const specialPieces = ['<pad>', '</s>', '<unk>'] as const

const consonants = Array.from('bcdfghjklmnpqrstvwxyz')
const vowels = Array.from('aeiou')
const syllables = consonants.flatMap((consonant) => vowels.map((vowel) => consonant + vowel))

/** The `index`th of endlessly many words that people can pronounce, all different. */
function wordOf(index: number): string {
  const syllable = syllables[index % syllables.length] ?? ''
  return index < syllables.length ? syllable : wordOf(Math.floor(index / syllables.length) - 1) + syllable
}

/** Each printable character of ASCII by itself, so that any English text can be read. */
function characters(): readonly string[] {
  return Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index))
}

/** The pieces of a vocabulary: characters, then whole words with the space before them. */
function piecesOf(vocabulary: number): readonly string[] {
  const basic = ['▁', ...characters()]
  const count = vocabulary - specialPieces.length - basic.length
  return [...basic, ...Array.from({ length: count }, (_, index) => `▁${wordOf(index + syllables.length)}`)]
}

const metaspace = { type: 'Metaspace', replacement: '▁', add_prefix_space: true, prepend_scheme: 'always' }
const endOfText = { SpecialToken: { id: '</s>', type_id: 0 } }

function addedToken(content: string, id: number): object {
  const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true }
  return { id, content, ...flags }
}

/** `tokenizer.json` of a Unigram tokenizer with made-up pieces, as Hugging Face writes it. */
export function tokenizerFile(vocabulary: number): object {
  const special = specialPieces.map((piece) => [piece, 0])
  const pieces = piecesOf(vocabulary).map((piece, index) => [piece, -10 - index / vocabulary])
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: specialPieces.map(addedToken),
    normalizer: { type: 'NFKC' },
    pre_tokenizer: metaspace,
    decoder: metaspace,
    post_processor: {
      type: 'TemplateProcessing',
      single: [{ Sequence: { id: 'A', type_id: 0 } }, endOfText],
      pair: [
        { Sequence: { id: 'A', type_id: 0 } },
        endOfText,
        { Sequence: { id: 'B', type_id: 0 } },
        endOfText,
      ],
      special_tokens: { '</s>': { id: '</s>', ids: [1], tokens: ['</s>'] } },
    },
    model: { type: 'Unigram', unk_id: 2, vocab: [...special, ...pieces] },
  }
}

/** `tokenizer_config.json` beside it. */
export function tokenizerConfigFile(): object {
  return {
    tokenizer_class: 'T5Tokenizer',
    eos_token: '</s>',
    pad_token: '<pad>',
    unk_token: '<unk>',
    model_max_length: 512,
    clean_up_tokenization_spaces: false,
  }
}
