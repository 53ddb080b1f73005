import type { Message } from '../../../../shared/contract/conversations.ts'
import {
  authorOf,
  headLines,
  notesOf,
  notRead,
  type ChatHead,
  type ChatText,
  type TextStyle,
} from './chatText.ts'
import { pageStyle } from './pageStyle.ts'
import { escaped, plainHtml } from './plainHtml.ts'

/** Were anything of a message ever to become markup, it could neither run nor load anything. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

function timeElement(time: number, style: TextStyle): string {
  return `<time datetime="${new Date(time).toISOString()}">${escaped(style.time(time))}</time>`
}

/** What a page begins with. */
function startOf(head: ChatHead, style: TextStyle): string {
  const lines = headLines(head, style).map((line) => `<p>${escaped(line)}</p>`)
  const systemPrompt =
    head.systemPrompt === ''
      ? ''
      : `<details><summary>Instructions</summary><pre>${escaped(head.systemPrompt)}</pre></details>`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escaped(head.title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<header><h1>${escaped(head.title)}</h1>${lines.join('')}${systemPrompt}</header>
`
}

/** Markdown that anybody may have written, as HTML that neither runs nor loads anything. */
export type SetMarkdown = (markdown: string) => Promise<string>

async function messageText(message: Message, style: TextStyle, set: SetMarkdown): Promise<string> {
  const { reasoning, role, text } = message
  const notes = notesOf(message)
  const noted = notes.length > 0 ? ` <span>${escaped(notes.join(', '))}</span>` : ''
  const thought =
    reasoning === '' ? '' : `<details><summary>Reasoning</summary>${await set(reasoning)}</details>\n`
  return `<article class="${role}">
<h2>${escaped(authorOf(message))} ${timeElement(message.createdAt, style)}${noted}</h2>
${thought}<div class="text">${role === 'user' ? plainHtml(text) : await set(text)}</div>
</article>
`
}

/** One page that needs nothing else, to be read in light and dark and on paper. */
export function html(set: SetMarkdown): ChatText {
  return {
    extension: 'html',
    mediaType: 'text/html',
    start: startOf,
    message: (message, style) => messageText(message, style, set),
    missing: `<p>${notRead}</p>\n`,
    end: ({ application }) =>
      `<footer>Exported by ${escaped(application)}</footer>\n</main>\n</body>\n</html>\n`,
  }
}
