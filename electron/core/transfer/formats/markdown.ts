import { authorOf, headLines, notesOf, notRead, type ChatText } from './chatText.ts'

/** Keeps a text from being read as markup within a line. */
function inLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').replaceAll(/[\\`*_[\]<>#|]/gu, '\\$&')
}

function quoted(text: string): string {
  return `> ${text.replaceAll('\n', '\n> ')}`
}

/** What a message says is Markdown already and stays as it is. */
export const markdown: ChatText = {
  extension: 'md',
  mediaType: 'text/markdown',
  start(head, style) {
    const systemPrompt =
      head.systemPrompt === '' ? '' : `**Instructions**\n\n${quoted(head.systemPrompt)}\n\n`
    const lines = headLines(head, style).map((line) => `_${inLine(line)}_`)
    return `# ${inLine(head.title)}\n\n${lines.join('  \n')}\n\n${systemPrompt}`
  },
  message(message, { time }) {
    const notes = notesOf(message)
    const noted = notes.length > 0 ? `_(${notes.join(', ')})_\n\n` : ''
    const reasoning = message.reasoning === '' ? '' : `> **Reasoning**\n>\n${quoted(message.reasoning)}\n\n`
    return `## ${inLine(authorOf(message))}, ${inLine(time(message.createdAt))}\n\n${noted}${reasoning}${message.text}\n\n`
  },
  missing: `_${notRead}_\n\n`,
  end: ({ application }) => `---\n\n_Exported by ${inLine(application)}_\n`,
}
