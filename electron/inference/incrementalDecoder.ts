/** What a decoder shows for bytes that are not a whole character yet. */
const replacementCharacter = '\uFFFD'

/** Turns tokens into text as they come. */
export interface IncrementalDecoder {
  /** The text that these tokens add; empty while they end within a character. */
  add(tokens: readonly number[]): string
  /** What was held back, without a character that was never finished. Nothing may be added after it. */
  end(): string
}

/**
 * Decodes only the newest tokens, together with those of the piece before: a tokenizer may write a token
 * differently at the beginning of a text (its space is left out), and a whole answer decoded anew for each token
 * would take longer the longer it is. As done by
 * https://github.com/huggingface/text-generation-inference/blob/v2.0.0/server/text_generation_server/models/model.py
 */
export function createIncrementalDecoder(decode: (tokens: readonly number[]) => string): IncrementalDecoder {
  let known: readonly number[] = []
  let knownText = ''
  let fresh: readonly number[] = []

  function textOf(tokens: readonly number[]): string {
    return tokens.length === 0 ? '' : decode(tokens)
  }

  function addedText(): string {
    return textOf([...known, ...fresh]).slice(knownText.length)
  }

  return {
    add(tokens) {
      fresh = [...fresh, ...tokens]
      const added = addedText()
      if (added === '' || added.endsWith(replacementCharacter)) return ''
      known = fresh
      knownText = textOf(known)
      fresh = []
      return added
    },
    end: () => addedText().replace(/\uFFFD+$/u, ''),
  }
}
