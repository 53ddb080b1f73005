import { fenced, paragraphs } from './fence.ts'
import { isRecord, listOf, recordOf, textOf, type Json, type JsonRecord } from './json.ts'

/*
 * A canvas of ChatGPT's is a document that the model writes by calling a tool: `canmore.create_textdoc` with its name,
 * kind and content, `canmore.update_textdoc` with patterns and what takes their place, `canmore.comment_textdoc`. Only
 * the first names the document; what the tool answered names it in `metadata.canvas`.
 */

interface CanvasDocument {
  readonly name: string
  /** `document`, or `code/` and a language. */
  readonly kind: string
}

const prefix = 'canmore.'

function parsed(text: string): JsonRecord {
  try {
    const value = JSON.parse(text) as Json
    return isRecord(value) ? value : {}
  } catch {
    return {}
  }
}

function callOf(message: JsonRecord): JsonRecord | null {
  return textOf(message, 'recipient').startsWith(prefix)
    ? parsed(textOf(recordOf(message, 'content'), 'text'))
    : null
}

/** The document that a message names, if it names one. */
function namedIn(message: JsonRecord): CanvasDocument | null {
  const call = callOf(message)
  if (call && textOf(call, 'name') !== '') return { name: textOf(call, 'name'), kind: textOf(call, 'type') }
  const canvas = recordOf(recordOf(message, 'metadata'), 'canvas')
  const name = textOf(canvas, 'title')
  return name === '' ? null : { name, kind: textOf(canvas, 'textdoc_type') }
}

function written(text: string, kind: string): string {
  return kind.startsWith('code/') ? fenced(text, kind.slice('code/'.length)) : text
}

function changes(call: JsonRecord, kind: string): readonly string[] {
  return listOf(call, 'updates').map((update) => {
    const pattern = textOf(update, 'pattern')
    const text = written(textOf(update, 'replacement'), kind)
    return pattern === '.*' || pattern === '' ? text : paragraphs([`Changed ${fenced(pattern)}`, text])
  })
}

function comments(call: JsonRecord): readonly string[] {
  return listOf(call, 'comments').map((comment) => textOf(comment, 'comment'))
}

/** The documents of a chat, each found from any message of the path on which it was written. */
export class Canvases {
  readonly #mapping: JsonRecord
  readonly #above = new Map<string, CanvasDocument | null>()

  constructor(mapping: JsonRecord) {
    this.#mapping = mapping
  }

  /**
   * What a message writes into a document, with the name of it; null where it writes into none, or in a way that
   * is not known here.
   */
  textOf(nodeId: string, message: JsonRecord): string | null {
    const call = callOf(message)
    if (!call) return null
    const { kind, name } = namedIn(message) ?? this.#documentAbove(nodeId) ?? { kind: '', name: 'Canvas' }
    const content = textOf(call, 'content')
    const said = [content === '' ? '' : written(content, kind), ...changes(call, kind), ...comments(call)]
    const text = paragraphs(said)
    return text === '' ? null : paragraphs([`**${name.replaceAll(/\s+/gu, ' ').trim()}**`, text])
  }

  /** Walks up until a document is named; what was walked is remembered, so that a long chat is walked once. */
  #documentAbove(nodeId: string): CanvasDocument | null {
    const way: string[] = []
    const seen = new Set<string>()
    let found: CanvasDocument | null = null
    for (let at = nodeId; at !== '' && !seen.has(at); at = textOf(recordOf(this.#mapping, at), 'parent')) {
      const known = this.#above.get(at)
      found = known ?? namedIn(recordOf(recordOf(this.#mapping, at), 'message'))
      if (known !== undefined || found) break
      seen.add(at)
      way.push(at)
    }
    for (const id of way) this.#above.set(id, found)
    return found
  }
}
