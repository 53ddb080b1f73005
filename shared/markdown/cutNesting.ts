/**
 * Keeps Markdown from nesting deeper than a parser, or what paints its tree, can bear: 1,500 `>` in one line end a
 * program that follows them by recursion. Only what opens a container (quote, list item, footnote) is looked at; each
 * line is judged by itself, so that a line means the same alone, streamed and stored, and the time is linear.
 */

/** How many containers may stand in each other. Nobody writes a tenth of it. */
export const maxNesting = 100

/** What opens or goes on with a container: the white space before it, then a quote, a list item or a footnote. */
const marker = /([ \t]*)(>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)|\[\^[^\]\s]{1,999}\]:)/y

/** A list item goes on in a line that is indented by at least so many columns for it. */
const narrowestItem = 2
const tabColumns = 4

function columnsOf(space: string): number {
  let columns = 0
  for (const character of space) columns += character === '\t' ? tabColumns : 1
  return columns
}

/** `>` and `-` become `\>` and `\-`, `1.` becomes `1\.`: the same characters as text. */
function escaped(opened: string): string {
  return /^\d/u.test(opened) ? `${opened.slice(0, -1)}\\${opened.slice(-1)}` : `\\${opened}`
}

function cutLine(line: string, limit: number): string {
  let depth = 0
  let end = 0
  let goesOn = true
  marker.lastIndex = 0
  for (let match = marker.exec(line); match; match = marker.exec(line)) {
    const [whole, space = '', opened = ''] = match
    // Behind a list item that begins here, nothing can go on any more: white space is its own.
    if (goesOn) depth += Math.floor(columnsOf(space) / narrowestItem)
    goesOn &&= opened === '>'
    depth += 1
    if (depth > limit) return line.slice(0, end) + space + escaped(opened) + line.slice(end + whole.length)
    end += whole.length
  }
  return line
}

/**
 * @param source with `\n` as its only line end
 * @param limit how many containers may stand in each other; what would open one more becomes text
 * @returns the same text where nothing is too deep; else with a backslash more in each line that is. Inline nesting
 *   (emphasis, brackets) is not looked at
 */
export function cutNesting(source: string, limit = maxNesting): string {
  // A container takes at least one character of the line.
  const long = new RegExp(`^.{${limit},}$`, 'gmu')
  return source.replace(long, (line) => cutLine(line, limit))
}
