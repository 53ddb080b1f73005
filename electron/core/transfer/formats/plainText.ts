import { authorOf, headLines, notesOf, notRead, type ChatText } from './chatText.ts'

const rule = '-'.repeat(72)

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ')
}

export const plainText: ChatText = {
  extension: 'txt',
  mediaType: 'text/plain',
  start(head, style) {
    const systemPrompt = head.systemPrompt === '' ? '' : `\nInstructions:\n${head.systemPrompt}\n`
    return `${oneLine(head.title)}\n${headLines(head, style).join('\n')}\n${systemPrompt}`
  },
  message(message, { time }) {
    const notes = notesOf(message)
    const noted = notes.length > 0 ? ` (${notes.join(', ')})` : ''
    const reasoning = message.reasoning === '' ? '' : `[Reasoning]\n${message.reasoning}\n[Answer]\n`
    const head = `${oneLine(authorOf(message))}, ${time(message.createdAt)}${noted}`
    return `\n${rule}\n${head}\n\n${reasoning}${message.text}\n`
  },
  missing: `\n${rule}\n${notRead}\n`,
  end: ({ application }) => `\n${rule}\nExported by ${application}\n`,
}
