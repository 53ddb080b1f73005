/** The pieces of an input as ids, without those that a tokenizer adds by itself. */
export interface InputPieces {
  readonly ids: readonly number[]
  /** The id that stands for everything the tokenizer does not know. */
  readonly unknownId: number | undefined
  /** The text of the known pieces. */
  readonly knownText: string
}

/**
 * Whether a question cannot be read by the model: more than `unknownShare` (0 to 1) of its pieces are unknown, or
 * what is known has no letter.
 */
export function isUnreadable({ ids, unknownId, knownText }: InputPieces, unknownShare: number): boolean {
  const unknown = ids.filter((id) => id === unknownId).length
  return unknown > unknownShare * ids.length || !/\p{L}/u.test(knownText)
}

/** The probability that a model gives the piece it likes best, from its scores for all pieces. */
export function topProbability(scores: Float32Array): number {
  let best = -Infinity
  for (const score of scores) if (score > best) best = score
  let sum = 0
  for (const score of scores) sum += Math.exp(score - best)
  return 1 / sum
}

/** A text in pieces of a word each, spaces kept, so that it arrives like one that is being written. */
export function wordsOf(text: string): readonly string[] {
  return text.match(/\s*\S+(?:\s+$)?/gu) ?? []
}
