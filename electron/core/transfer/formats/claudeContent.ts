import type { ImportProblemKind } from '../../../../shared/contract/imports.ts'
import { fenced, paragraphs } from './fence.ts'
import { isRecord, listOf, recordOf, textOf, type Json, type JsonRecord } from './json.ts'

type Report = (kind: ImportProblemKind) => void

/** An artifact is written by calling a tool with its content: that is part of the answer and stays. */
function toolText(block: JsonRecord, report: Report): string {
  const input = recordOf(block, 'input')
  const content = textOf(input, 'content') || textOf(input, 'new_str')
  if (content !== '') return paragraphs([textOf(input, 'title'), fenced(content, textOf(input, 'language'))])
  report('tool-left-out')
  return `[Tool: ${textOf(block, 'name').slice(0, 64) || 'unnamed'}]`
}

function blockText(block: Json, report: Report): string {
  if (!isRecord(block)) return ''
  const kind = textOf(block, 'type')
  switch (kind) {
    case 'text':
      return textOf(block, 'text')
    case 'tool_use':
      return toolText(block, report)
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
