import type { ExportFormat } from '../../../shared/contract/exports.ts'
import type { ImportProblemKind } from '../../../shared/contract/imports.ts'
import type { ImportRefusal } from '../../../shared/errors.ts'

/** Why nothing of a file came in, and what to do. */
export const refusalSentences: Record<ImportRefusal, string> = {
  empty: 'There is nothing in this file. Choose another one.',
  'not-an-export':
    'This is not an export that Confab knows. Choose a JSON file of Confab, or the zip or conversations.json of ChatGPT or Claude.',
  'no-conversations':
    'There is no conversations.json in this zip. Choose the zip that ChatGPT or Claude gave you, as it is.',
  'json-lines':
    'This is a JSON Lines file, which Confab can’t import. Choose a JSON file from Confab, or the zip or conversations.json from ChatGPT or Claude.',
  encoding: 'This file is not text in UTF-8. Choose the file as it was exported.',
  'cut-off': 'This file ends in the middle. Download or copy it again, then import it.',
  damaged: 'This file is damaged. Download or copy it again, then import it.',
  newer: 'A newer Confab has written this file. Install that version or a later one.',
  reordered:
    'This file was rewritten by another program: “format” and “version” do not come first any more. Choose the file as Confab exported it.',
  'too-large': 'Unpacked, this file would be larger than any export is. Choose the file as it was exported.',
  encrypted: 'This zip has a password. Unpack it, then import the conversations.json in it.',
  'gave-up':
    "This file takes too much time or memory to read, so it wasn't imported. Choose the file as it was exported.",
}

/** What became of things that could not be read as they were. */
export const problemSentences: Record<ImportProblemKind, (count: number) => string> = {
  'file-cut-off': () => 'The file ends in the middle. What came before it was imported.',
  'file-damaged': () => 'The file is damaged. What came before the damage was imported.',
  'file-too-large': () => 'The file is larger than any export is. What came before that was imported.',
  'file-given-up': () =>
    'The rest of the file takes too much time or memory to read. What came before it was imported.',
  'chat-too-large': (count) => `${things(count, 'chat')} too large to import and left out.`,
  'part-too-large': (count) => `${things(count, 'part')} too long or too deeply nested, and cut.`,
  'chat-unreadable': (count) =>
    `${things(count, 'entry', 'entries')} could not be read as a chat and left out.`,
  'chat-empty': (count) => `${things(count, 'chat')} without a message left out.`,
  'folder-unreadable': (count) => `${things(count, 'folder')} could not be read; its chats have none.`,
  'message-unreadable': (count) => `${things(count, 'message')} could not be read and left out.`,
  'message-without-parent': (count) =>
    `${things(count, 'message')} answered to something that is not in the file; put at the beginning.`,
  'image-left-out': (count) => `${things(count, 'picture')} left out; a note stands in its place.`,
  'audio-left-out': (count) => `${things(count, 'recording')} left out; a note stands in its place.`,
  'video-left-out': (count) => `${things(count, 'video')} left out; a note stands in its place.`,
  'file-left-out': (count) => `${things(count, 'file')} left out; a note with its name stands in its place.`,
  'tool-left-out': (count) => `${things(count, 'step')} of a tool left out.`,
  'content-unknown': (count) => `${things(count, 'part')} of a kind that Confab does not know left out.`,
}

export interface FormatWords {
  readonly label: string
  readonly hint: string
}

export const formatWords: Record<ExportFormat, FormatWords> = {
  json: { label: 'JSON', hint: 'Everything, with all versions. The one that can be imported again.' },
  markdown: { label: 'Markdown', hint: 'What is shown, to be read and edited anywhere.' },
  html: { label: 'Web page', hint: 'What is shown, to be read in a browser or printed.' },
  text: { label: 'Plain text', hint: 'What is shown, without any form.' },
}

/** A number of things: `1 chat`, `1,200 chats`. */
export function things(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}
