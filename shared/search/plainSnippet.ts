import type { TextRange } from './occurrences.ts'
import type { Snippet } from './snippet.ts'

/**
 * The marks of Markdown that stand in the way when a piece of a text is read in a line: each group of these is one.
 * Only what is a mark wherever it stands: a snippet does not know whether it lies in code, where a lone asterisk or
 * underscore means something.
 */
const marks: readonly RegExp[] = [
  // The fences of code, with the name of its language.
  /^([ \t]*(?:```|~~~)[^`\n]*)$/dgmu,
  // The line below the head of a table, and what stands between its cells.
  /^([ \t]*\|?[ \t]*:?-{3,}[-:| \t]*)$/dgmu,
  /(?<=^[ \t]*(?:\|.*)?)(\|)/dgmu,
  /(\|)(?=(?:.*\|)?[ \t]*$)/dgmu,
  /^([ \t]*#{1,6}[ \t]+)/dgmu,
  /^([ \t]*(?:>[ \t]?)+)/dgmu,
  /(?<!\w)(\*\*)(?=\S)[^*\n]+(?<=\S)(\*\*)(?!\w)/dgmu,
  /(`+)[^`\n]+(`+)/dgmu,
  /(!?\[)[^\]\n]*(\]\([^()\s]*\))/dgmu,
]

function marksIn(text: string): readonly TextRange[] {
  return marks.flatMap((mark) =>
    [...text.matchAll(mark)].flatMap(({ indices = [] }) =>
      indices.slice(1).flatMap((place) => (place ? [{ start: place[0], end: place[1] }] : [])),
    ),
  )
}

/** A snippet of Markdown as it is read. What was looked for stays, also where it is part of a mark. */
export function plainSnippet({ ranges, text }: Snippet): Snippet {
  const gone = marksIn(text)
    .filter(({ end, start }) => ranges.every((range) => range.end <= start || end <= range.start))
    .toSorted((one, other) => one.start - other.start)
  let plain = ''
  let from = 0
  /** Where the kept pieces begin, in the text and in what is left of it. */
  const pieces: { readonly start: number; readonly plainStart: number }[] = []
  for (const { end, start } of [...gone, { start: text.length, end: text.length }]) {
    if (start > from) {
      pieces.push({ start: from, plainStart: plain.length })
      plain += text.slice(from, start)
    }
    from = Math.max(from, end)
  }
  const moved = (range: TextRange): TextRange => {
    const piece = pieces.findLast(({ start }) => start <= range.start)
    const by = piece ? piece.plainStart - piece.start : 0
    return { start: range.start + by, end: range.end + by }
  }
  return { text: plain, ranges: ranges.map(moved) }
}
