/**
 * What a provider may send at most. Whoever sends more fails with what came before kept; no good answer comes near.
 * Beside these, the text of an answer is bounded by `bounds.answerText`, after which it ends by length.
 */
export const wireBounds = {
  /** A line, an event and a whole answer in JSON, in UTF-16 code units: twice the longest text, for its escapes. */
  line: 8 * 1_024 * 1_024,
  /** What may come without any text in it, in bytes: comments, empty events. */
  withoutText: 16 * 1_024 * 1_024,
  /** How long that may go on, in milliseconds. Models think for minutes, and servers keep the line alive meanwhile. */
  silence: 30 * 60_000,
  /** Values in one piece of JSON, and how deep they nest: a short text may become gigabytes in memory. */
  values: 200_000,
  depth: 200,
  /** Of the body of a refusal, in bytes; and how long it is read for, in milliseconds. */
  refusal: 64 * 1_024,
  refusalTime: 10_000,
  /** Of what a provider says of a failure: looked at, in UTF-16 code units. */
  words: 16 * 1_024,
  /** A list of models, in bytes. What follows after `bounds.models` of them is not read. */
  list: 16 * 1_024 * 1_024,
  /** A text in a list of models that is longer than this is left out; in UTF-16 code units. */
  listText: 1_024,
  /** Tokens of JSON between two models of a list. */
  listTokens: 100_000,
  /** Encodings that one answer is wrapped in. */
  encodings: 2,
} as const
