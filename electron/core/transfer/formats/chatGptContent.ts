import type { ImportProblemKind } from '../../../../shared/contract/imports.ts'
import { fenced, paragraphs } from './fence.ts'
import { withoutEarlyMarks, withoutMarks } from './chatGptMarks.ts'
import { isRecord, listOf, recordOf, textOf, type Json, type JsonRecord } from './json.ts'

type Report = (kind: ImportProblemKind) => void

interface Content {
  readonly text: string
  readonly reasoning: string
}

/** What stands for a part that cannot be kept. */
const notes: Readonly<Record<string, { readonly kind: ImportProblemKind; readonly note: string }>> = {
  image_asset_pointer: { kind: 'image-left-out', note: '[Image]' },
  audio_asset_pointer: { kind: 'audio-left-out', note: '[Audio]' },
  real_time_user_audio_video_asset_pointer: { kind: 'audio-left-out', note: '[Audio]' },
  video_container_asset_pointer: { kind: 'video-left-out', note: '[Video]' },
}

function unknownNote(kind: string, report: Report): string {
  report('content-unknown')
  return `[Content of a kind that Confab does not know: ${kind.slice(0, 64) || 'unnamed'}]`
}

/** What any content may have that can be read. */
function plainText(content: JsonRecord): string {
  const names = ['text', 'content', 'result', 'summary']
  return names.map((name) => textOf(content, name)).find((text) => text.trim() !== '') ?? ''
}

const transcription = 'audio_transcription'

/** `hasWords` where the message has what was spoken as text: then the sound is not noted beside it once more. */
function partText(part: Json, hasWords: boolean, report: Report): string {
  if (typeof part === 'string') return part
  if (!isRecord(part)) return ''
  const kind = textOf(part, 'content_type')
  if (kind === transcription) return textOf(part, 'text').trim() || '[Empty voice message]'
  const known = Object.hasOwn(notes, kind) ? notes[kind] : undefined
  if (known) {
    report(known.kind)
    return hasWords && known.kind === 'audio-left-out' ? '' : known.note
  }
  return plainText(part) || unknownNote(kind, report)
}

function partsText(content: JsonRecord, report: Report): string {
  const parts = listOf(content, 'parts')
  const hasWords = parts.some((part) => textOf(part, 'content_type') === transcription)
  return paragraphs(parts.map((part) => partText(part, hasWords, report)))
}

/** What a model thought: `thoughts` of summary and content; in early exports plain parts. */
function thoughtsText(content: JsonRecord): string {
  const thoughts = listOf(content, 'thoughts').map((thought) => {
    const summary = textOf(thought, 'summary')
    return paragraphs([summary && `**${summary}**`, textOf(thought, 'content')])
  })
  return paragraphs([...thoughts, ...listOf(content, 'parts').filter((part) => typeof part === 'string')])
}

function quoteText(content: JsonRecord): string {
  const source = paragraphs([textOf(content, 'title'), textOf(content, 'url')])
  const quote = paragraphs([textOf(content, 'text'), source])
  return quote && `> ${quote.replaceAll('\n', '\n> ')}`
}

function said(content: JsonRecord, report: Report): string {
  const kind = textOf(content, 'content_type')
  switch (kind) {
    case 'text':
    case 'multimodal_text':
      return partsText(content, report)
    case 'code':
      return textOf(content, 'text') && fenced(textOf(content, 'text'), textOf(content, 'language'))
    case 'execution_output':
      return textOf(content, 'text') && fenced(textOf(content, 'text'))
    case 'tether_quote':
      return quoteText(content)
    case 'system_error':
      return `[Error: ${plainText(content) || textOf(content, 'name')}]`
    // How long a model thought, and what a browser was shown: said by the page, not by the model.
    case 'reasoning_recap':
    case 'tether_browsing_display':
    case 'tether_browsing_code':
      return ''
    default:
      return partsText(content, report) || plainText(content) || (kind && unknownNote(kind, report))
  }
}

/** Files that came with a message. Pictures among them stand as parts already. */
function attachmentsText(message: JsonRecord, report: Report): string {
  const pointers = listOf(message['content'], 'parts').map((part) => textOf(part, 'asset_pointer'))
  const files = listOf(message['metadata'], 'attachments').filter((file) => {
    const id = textOf(file, 'id')
    return id === '' || !pointers.some((pointer) => pointer.includes(id))
  })
  return files
    .map((file) => {
      report('file-left-out')
      return `[File: ${textOf(file, 'name').slice(0, 200) || 'unnamed'}]`
    })
    .join('\n')
}

/**
 * What a message of ChatGPT's export says, as Markdown.
 * @param canvas what it writes into a document, null where it writes into none
 */
export function chatGptContent(message: JsonRecord, canvas: string | null, report: Report): Content {
  const content = recordOf(message, 'content')
  const metadata = recordOf(message, 'metadata')
  if (textOf(content, 'content_type') === 'thoughts') {
    return { text: '', reasoning: withoutMarks(thoughtsText(content), metadata) }
  }
  const text = canvas ?? said(content, report)
  // A person may have written what looks like a mark of earlier days.
  const isPersons = textOf(recordOf(message, 'author'), 'role') === 'user'
  const plain = withoutMarks(isPersons ? text : withoutEarlyMarks(text, metadata), metadata)
  return { text: paragraphs([plain, attachmentsText(message, report)]), reasoning: '' }
}
