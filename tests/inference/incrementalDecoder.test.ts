import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createIncrementalDecoder } from '../../electron/inference/incrementalDecoder.ts'

/** A tokenizer whose tokens are bytes of UTF-8. */
const decodeBytes = (tokens: readonly number[]) => new TextDecoder().decode(Uint8Array.from(tokens))

function piecesOf(tokens: readonly number[], decode = decodeBytes): readonly string[] {
  const decoder = createIncrementalDecoder(decode)
  return [...tokens.map((token) => decoder.add([token])), decoder.end()]
}

describe('decoding token by token', () => {
  it('never hands out a part of a character', () => {
    const tokens = [...new TextEncoder().encode('a€😀')]
    expect(piecesOf(tokens).filter((piece) => piece !== '')).toEqual(['a', '€', '😀'])
  })

  it('gives the same text as decoding all at once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(piecesOf([...new TextEncoder().encode(text)]).join('')).toBe(text)
      }),
    )
  })

  it('drops a character that was cut off by the end of the answer', () => {
    const tokens = [...new TextEncoder().encode('a😀')].slice(0, -1)
    expect(piecesOf(tokens).join('')).toBe('a')
  })

  it('keeps the space of a word although a tokenizer leaves it out at the beginning of a text', () => {
    const words = [' one', ' two', ' three']
    const decodeWords = (tokens: readonly number[]) =>
      tokens
        .map((token) => words[token] ?? '')
        .join('')
        .trimStart()
    expect(piecesOf([0, 1, 2], decodeWords)).toEqual(['one', ' two', ' three', ''])
  })
})
