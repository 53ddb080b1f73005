import type { Message } from '../../../../shared/contract/conversations.ts'
import { authorOf, headLines, notesOf, notRead, type ChatText, type TextStyle } from './chatText.ts'
import { pageStyle } from './pageStyle.ts'
import { escaped, plainHtml, safeHtml } from './safeHtml.ts'

/** Were anything of a message ever to become markup, it could neither run nor load anything. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

function timeElement(time: number, style: TextStyle): string {
  return `<time datetime="${new Date(time).toISOString()}">${escaped(style.time(time))}</time>`
}

function reasoningOf({ reasoning }: Message): string {
  if (reasoning === '') return ''
  return `<details><summary>Reasoning</summary>${safeHtml(reasoning)}</details>\n`
}

/** One page that needs nothing else, to be read in light and dark and on paper. */
export const html: ChatText = {
  extension: 'html',
  mediaType: 'text/html',
  start(head, style) {
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
  },
  message(message, style) {
    const notes = notesOf(message)
    const noted = notes.length > 0 ? ` <span>${escaped(notes.join(', '))}</span>` : ''
    return `<article class="${message.role}">
<h2>${escaped(authorOf(message))} ${timeElement(message.createdAt, style)}${noted}</h2>
${reasoningOf(message)}<div class="text">${message.role === 'user' ? plainHtml(message.text) : safeHtml(message.text)}</div>
</article>
`
  },
  missing: `<p>${notRead}</p>\n`,
  end: ({ application }) =>
    `<footer>Exported by ${escaped(application)}</footer>\n</main>\n</body>\n</html>\n`,
}
