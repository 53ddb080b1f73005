/** Pure: what can be done with files that were dropped or pasted. */
import { bytesText } from '../settings/downloads/amounts.ts'
import type { ReadFile } from './readFiles.ts'

/** What is said of the files, and what is offered. */
export interface Offer {
  readonly sentences: readonly string[]
  /** What can be put into the message; null for nothing. */
  readonly text: string | null
  /** What can be imported; null for nothing. */
  readonly importable: File | null
  /** A backup is among them. */
  readonly backup: boolean
}

/** Files that are looked at when many come at once. */
export const mostFiles = 20
/** Characters of a name that are shown. */
const longestName = 60

/** A name as it can be read: without characters that are not seen or turn the text around them. */
function shown({ name }: File): string {
  const clean = Array.from(name.replaceAll(/[\p{Cc}\p{Cf}]/gu, ''))
  return `“${clean.length > longestName ? `${clean.slice(0, longestName).join('')}…` : clean.join('')}”`
}

function sentenceFor({ file, json, kind }: ReadFile): string {
  const name = shown(file)
  switch (kind) {
    case 'folder':
      return `${name} is a folder. Drop the files in it instead.`
    case 'empty':
      return `${name} is empty.`
    case 'unreadable':
      return `${name} can't be read. Check that it's still there and that you may open it.`
    case 'backup':
      return `${name} is a backup of a profile. You can restore it in Settings, under Backups.`
    case 'archive':
      return `If ${name} is an export from ChatGPT or Claude, you can import its chats.`
    case 'picture':
      return `Messages are text only, so ${name} can't be added. Describe the picture, or paste the text in it.`
    case 'other':
      return `Messages are text only, and ${name} isn't a text file. Copy the text you need and paste it.`
    case 'long-text':
      return json
        ? `If ${name} is an export of chats, you can import them. It's too long for a message (${bytesText(file.size)}).`
        : `${name} is too long for a message (${bytesText(file.size)}). Paste the part you need.`
    case 'text':
      return json
        ? `If ${name} is an export of chats, you can import them. You can also add its text to your message.`
        : `You can add the text of ${name} to your message.`
  }
}

/** The text of one file, or of several under their names. */
function joined(files: readonly ReadFile[]): string {
  const [first] = files
  if (first && files.length === 1) return first.text
  return files.map(({ file, text }) => `${file.name}\n\n${text}`).join('\n\n')
}

function canImport({ json, kind }: ReadFile): boolean {
  return kind === 'archive' || json
}

/** `room` is how many characters the message still takes; `count` how many files there were. */
export function offerFor(files: readonly ReadFile[], room: number, count: number): Offer {
  const texts = files.filter(({ kind }) => kind === 'text')
  const text = texts.length > 0 ? joined(texts) : null
  const fits = text !== null && text.length <= room
  const [only] = files
  const importable = only && count === 1 && canImport(only) ? only.file : null
  const sentences = files.map(sentenceFor)
  if (text !== null && !fits)
    sentences.push('Your message has no room for this much text. Shorten it, or paste the part you need.')
  if (count > 1 && files.some(canImport)) sentences.push('To import chats, drop one file at a time.')
  if (count > files.length) sentences.push(`Only the first ${files.length} of ${count} files were looked at.`)
  return {
    sentences,
    text: fits ? text : null,
    importable,
    backup: files.some(({ kind }) => kind === 'backup'),
  }
}
