/** About how many tokens a text has, where no provider has counted. Shown as an estimate, never as a count. */

/** Of a longer text only this much is looked at, in UTF-16 code units; the rest is taken to be like it. */
const sampled = 20_000
/** Letters of a script with spaces that make up a token, on average over the tokenizers in use. */
const lettersPerToken = 4

/**
 * Scripts that are written without spaces, whose tokens are about a character each: Thai, Lao, Myanmar and Khmer;
 * Chinese, Japanese and Korean with their punctuation. The second half of a surrogate pair counts for the whole.
 */
function isTokenOfItsOwn(code: number): boolean {
  return (
    (code >= 0x0e00 && code <= 0x0eff) ||
    (code >= 0x1000 && code <= 0x109f) ||
    (code >= 0x1100 && code <= 0x11ff) ||
    (code >= 0x1780 && code <= 0x17ff) ||
    (code >= 0x2e80 && code <= 0xd7ff) ||
    (code >= 0xdc00 && code <= 0xdfff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xff00 && code <= 0xffef)
  )
}

/** A quarter of the letters, and one for each character of a script without spaces; 0 for nothing. */
export function estimateTokens(text: string): number {
  const length = Math.min(text.length, sampled)
  let dense = 0
  for (let index = 0; index < length; index += 1) if (isTokenOfItsOwn(text.charCodeAt(index))) dense += 1
  const found = dense + (length - dense) / lettersPerToken
  return Math.ceil(length === text.length ? found : (found * text.length) / length)
}
