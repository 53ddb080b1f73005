/** A block of code in Markdown, with a fence that is longer than any run of backticks in it. */
export function fenced(text: string, language = ''): string {
  const longest = (text.match(/`{3,}/gu) ?? []).reduce((length, run) => Math.max(length, run.length), 2)
  const fence = '`'.repeat(longest + 1)
  const name = /^[\w+#.-]{1,32}$/u.test(language) && language !== 'unknown' ? language : ''
  return `${fence}${name}\n${text}\n${fence}`
}

/** Pieces of a message, the empty ones left out, with a blank line between. */
export function paragraphs(pieces: readonly string[]): string {
  return pieces.filter((piece) => piece.trim() !== '').join('\n\n')
}
