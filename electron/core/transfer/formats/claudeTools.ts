import { fenced, paragraphs } from './fence.ts'
import { isRecord, recordOf, textOf, type Json, type JsonRecord } from './json.ts'

/*
 * What a model wrote by calling a tool: artifacts, files, commands. Tools come and go and name their fields as they
 * like, so whatever text a call has is kept: where a field says what it is, as a file with its path, else under the
 * field's name.
 */

/** Fields that hold what was written, the surest first. */
const contentFields = ['content', 'file_text', 'new_str', 'new_string', 'source', 'code', 'text', 'body']
const pathFields = ['path', 'file_path', 'filepath', 'filename', 'file_name', 'notebook_path', 'file']
/** Fields of an artifact that say nothing to a person. */
const silentFields = new Set(['id', 'type', 'version_uuid'])
/** A text that is longer, or has lines, stands in a block of its own. In UTF-16 code units. */
const longestLine = 200
const longestName = 300
/** In UTF-16 code units. */
const longestSetJson = 100_000

function firstOf(input: JsonRecord, fields: readonly string[]): string | undefined {
  return fields.find((field) => textOf(input, field).trim() !== '')
}

function lineOf(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim().slice(0, longestName)
}

function extensionOf(path: string): string {
  return /\.([\w+#-]{1,16})$/u.exec(path)?.[1] ?? ''
}

/** In lines where it is short: deep in others, each value takes a line of two hundred spaces. */
function jsonText(value: Json): string {
  const text = JSON.stringify(value)
  return text.length > longestSetJson ? text : JSON.stringify(value, null, 2)
}

function fieldText(name: string, value: Json): string {
  const label = lineOf(name)
  if (typeof value !== 'string') {
    return isRecord(value) || Array.isArray(value)
      ? paragraphs([`${label}:`, fenced(jsonText(value), 'json')])
      : ''
  }
  if (value.trim() === '') return ''
  const isLine = value.length <= longestLine && !value.includes('\n')
  return isLine ? `${label}: ${value}` : paragraphs([`${label}:`, fenced(value)])
}

/** What a call of a tool says, as Markdown; its name alone where it says nothing. */
export function claudeToolText(block: JsonRecord): string {
  const input = recordOf(block, 'input')
  const content = firstOf(input, contentFields)
  const path = firstOf(input, pathFields)
  const title = lineOf(textOf(input, 'title'))
  const name = path === undefined ? '' : lineOf(textOf(input, path))
  const named = new Set([content, path, 'title', 'language'])
  const isArtifact = content !== undefined && path === undefined && title !== ''
  const others = Object.entries(input).filter(
    ([field]) => !named.has(field) && !(isArtifact && (silentFields.has(field) || field === 'command')),
  )
  const heading = [title, name && `\`${name.replaceAll('`', "'")}\``].filter((part) => part !== '')
  const language = textOf(input, 'language') || extensionOf(name)
  return paragraphs([
    heading.join(' ') || `[Tool: ${lineOf(textOf(block, 'name')).slice(0, 64) || 'unnamed'}]`,
    content === undefined ? '' : fenced(textOf(input, content), language),
    ...others.map(([field, value]) => fieldText(field, value)),
  ])
}
