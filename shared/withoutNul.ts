/**
 * A text with U+FFFD for each U+0000, as Markdown has it (CommonMark 2.3). No text has any use for it; JSON makes six bytes of
 * each, and other databases refuse them.
 */
export function withoutNul(text: string): string {
  // By runs: of a million that stand alone each would have its cost anyway.
  return text.includes('\0') ? text.replaceAll(/\0+/gu, ({ length }) => '\u{FFFD}'.repeat(length)) : text
}
