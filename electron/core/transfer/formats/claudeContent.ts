import type { ImportProblemKind } from '../../../../shared/contract/imports.ts'
import { fenced, paragraphs } from './fence.ts'
import { claudeToolText } from './claudeTools.ts'
import { isRecord, listOf, numberOf, recordOf, textOf, type Json, type JsonRecord } from './json.ts'
import { sourceLink } from './sourceLink.ts'

type Report = (kind: ImportProblemKind) => void

/** A source that the model named: where its words end, in UTF-16 code units, and the link to it. */
interface Citation {
  readonly end: number
  readonly link: string
}

const mostCitations = 500

/** A place within a text that cuts no character in two. */
function wholeCharacters(text: string, place: number): number {
  const within = Math.min(Math.max(Math.floor(place), 0), text.length)
  return /^[\u{dc00}-\u{dfff}]/u.test(text.slice(within, within + 1)) ? within + 1 : within
}

function citationsOf(block: JsonRecord): readonly Citation[] {
  const text = textOf(block, 'text')
  const { length } = text
  const found = listOf(block, 'citations')
    .slice(0, mostCitations)
    .map((citation) => {
      const details = recordOf(citation, 'details')
      const address = textOf(citation, 'url') || textOf(details, 'url')
      const name = textOf(citation, 'title') || textOf(details, 'title')
      const end = numberOf(citation, 'end_index') ?? length
      return { end: wholeCharacters(text, end), link: sourceLink(name, address) }
    })
  return found.filter(({ link }) => link !== '').toSorted((one, other) => one.end - other.end)
}

/** A text with the links of its sources behind the words they belong to. */
function citedText(block: JsonRecord): string {
  const text = textOf(block, 'text')
  const citations = citationsOf(block)
  const starts = [0, ...citations.map(({ end }) => end)]
  const pieces = citations.map(({ end, link }, index) => `${text.slice(starts[index], end)} (${link})`)
  return pieces.join('') + text.slice(starts.at(-1))
}

function blockText(block: Json, report: Report): string {
  if (!isRecord(block)) return ''
  const kind = textOf(block, 'type')
  switch (kind) {
    case 'text':
      return citedText(block)
    case 'tool_use':
    case 'server_tool_use':
      return claudeToolText(block)
    case 'voice_note':
      return paragraphs([textOf(block, 'title'), textOf(block, 'text')])
    case 'image':
      report('image-left-out')
      return '[Image]'
    case 'document':
      report('file-left-out')
      return '[File]'
    // Read for the reasoning below; what tools answered; and what the page counted.
    case 'thinking':
    case 'redacted_thinking':
    case 'tool_result':
    case 'token_budget':
      if (kind === 'tool_result') report('tool-left-out')
      return ''
    default:
      if (textOf(block, 'text') !== '') return textOf(block, 'text')
      report('content-unknown')
      return `[Content of a kind that Confab does not know: ${kind.slice(0, 64) || 'unnamed'}]`
  }
}

function reasoningOf(blocks: readonly Json[]): string {
  const thinking = blocks.filter((block) => textOf(block, 'type') === 'thinking')
  return paragraphs(thinking.map((block) => textOf(block, 'thinking')))
}

/** A text that was pasted or a document that was read comes with its words. */
function attachmentText(attachment: Json, report: Report): string {
  const name = `[File: ${textOf(attachment, 'file_name').slice(0, 200) || 'unnamed'}]`
  const words = textOf(attachment, 'extracted_content')
  if (words.trim() === '') report('file-left-out')
  return words.trim() === '' ? name : `${name}\n\n${fenced(words)}`
}

/** Files without their words; what is in `attachments` already is not named twice. */
function filesText(message: JsonRecord, report: Report): readonly string[] {
  const attached = new Set(listOf(message, 'attachments').map((file) => textOf(file, 'file_name')))
  const files = listOf(message, 'files').map((file) => textOf(file, 'file_name'))
  return files
    .filter((name) => name === '' || !attached.has(name))
    .map((name) => {
      report('file-left-out')
      return `[File: ${name.slice(0, 200) || 'unnamed'}]`
    })
}

/** What a message of Claude's export says, as Markdown. Where there are blocks, `text` repeats them less exactly. */
export function claudeContent(
  message: JsonRecord,
  report: Report,
): { readonly text: string; readonly reasoning: string } {
  const blocks = listOf(message, 'content')
  const said = blocks.length > 0 ? blocks.map((block) => blockText(block, report)) : [textOf(message, 'text')]
  const attachments = listOf(message, 'attachments').map((file) => attachmentText(file, report))
  const text = paragraphs([...said, ...attachments, ...filesText(message, report)])
  return { text, reasoning: reasoningOf(blocks) }
}
