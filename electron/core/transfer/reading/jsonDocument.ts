import { JSONParser } from '@streamparser/json'
import type { Problems } from '../problems.ts'
import { textOf, type Json } from '../formats/json.ts'
import { Recognition, singleChatMembers } from './recognition.ts'
import type { Found } from './found.ts'
import { JsonBounds } from './jsonBounds.ts'
import { UnreadableError } from './unreadable.ts'

/** What is given to the parser at once, in bytes: a few milliseconds of work. */
const stepBytes = 64 * 1024
const bracket = 0x5b
const brace = 0x7b

const space = new Set([0x20, 0x09, 0x0a, 0x0d])
const byteOrderMark = [0xef, 0xbb, 0xbf]

/**
 * Which values of the document are given out; deeper ones belong to them. A list, or an object: one around lists, or
 * a single chat, which is put together of its members.
 */
const pathsOfList = ['$.*']
const pathsOfObject = [
  '$.format',
  '$.version',
  '$.exportedAt',
  '$.application',
  '$.folders.*',
  '$.conversations.*',
  ...singleChatMembers.map((name) => `$.${name}`),
]

/** What JSON Lines have behind the end of a value. */
const nextValue = /^\s*[{[]/u
/** No JSON has it, not even in a text: one value's end, a new line, and another one's beginning. */
const endAndNextValue = /[}\]][\t ]*\r?\n\s*[{[]/u

function startOf(bytes: Uint8Array): number {
  const hasMark = byteOrderMark.every((byte, index) => bytes[index] === byte)
  let index = hasMark ? byteOrderMark.length : 0
  while (space.has(bytes[index] ?? -1)) index += 1
  return index
}

/** A document that is read as it comes, one chat at a time. */
export class JsonDocument {
  readonly #problems: Problems
  readonly #decoder = new TextDecoder('utf-8', { fatal: true })
  readonly #recognition: Recognition
  #reader: { readonly parser: JSONParser; readonly bounds: JsonBounds } | null = null
  #found: Found[] = []
  /** Of the chat that is being read: what was cut of it, and that it is left out. */
  #cuts = 0
  #isTooLarge = false
  #ended = false

  constructor(problems: Problems) {
    this.#problems = problems
    this.#recognition = new Recognition(problems)
  }

  /** @throws UnreadableError */
  *write(bytes: Uint8Array): Generator<readonly Found[]> {
    for (let at = 0; at < bytes.length; at += stepBytes) {
      this.#step(bytes.subarray(at, at + stepBytes))
      yield this.#take()
    }
  }

  /** The document is at its end. @throws UnreadableError */
  *end(): Generator<readonly Found[]> {
    if (!this.#reader) throw new UnreadableError('empty')
    this.#checkText(new Uint8Array(), false)
    if (!this.#ended) throw new UnreadableError('cut-off')
    const single = this.#recognition.end()
    if (single) this.#found.push(single)
    if (!this.#recognition.recognised) throw new UnreadableError('not-an-export')
    yield this.#take()
  }

  #take(): readonly Found[] {
    const found = this.#found
    this.#found = []
    return found
  }

  #step(bytes: Uint8Array): void {
    this.#checkText(bytes, true)
    const reader = this.#reader ?? this.#begin(bytes)
    if (!reader) return
    for (const part of reader.bounds.take(bytes)) {
      if (part.type === 'cut') this.#cuts += 1
      if (part.type === 'too-large') this.#isTooLarge = true
      // What nobody asks for is never read: what was cut of it is not of the next one.
      if (part.type === 'next') this.#forget()
      if (part.type === 'bytes') this.#parse(reader.parser, part.bytes)
    }
  }

  #parse(parser: JSONParser, bytes: Uint8Array): void {
    const lines = this.#ended ? nextValue : endAndNextValue
    try {
      parser.write(bytes)
    } catch (error) {
      if (error instanceof UnreadableError) throw error
      const isLines = this.#ended && lines.test(Buffer.from(bytes).toString())
      throw new UnreadableError(isLines ? 'json-lines' : 'damaged')
    }
  }

  #checkText(bytes: Uint8Array, stream: boolean): void {
    // No JSON has it; text in UTF-16 is full of it.
    if (bytes.includes(0)) throw new UnreadableError('encoding')
    try {
      this.#decoder.decode(bytes, { stream })
    } catch {
      throw new UnreadableError('encoding')
    }
  }

  /** Makes the parser once it is known what the document begins with; null while there is only space. */
  #begin(bytes: Uint8Array) {
    const first = bytes[startOf(bytes)]
    if (first === undefined) return null
    if (first !== bracket && first !== brace) throw new UnreadableError('not-an-export')
    const isList = first === bracket
    const parser = new JSONParser({
      paths: isList ? pathsOfList : pathsOfObject,
      keepStack: false,
      stringBufferSize: stepBytes,
    })
    parser.onValue = ({ value, key, stack }) => {
      this.#read(isList ? null : String(stack.at(1)?.key ?? key), value as Json)
    }
    parser.onEnd = () => {
      this.#ended = true
    }
    this.#reader = { parser, bounds: new JsonBounds(isList ? 1 : 2) }
    return this.#reader
  }

  #forget(): void {
    this.#cuts = 0
    this.#isTooLarge = false
  }

  /** Texts that would be longer than any may be, or nest too deep for the stack, cost only their chat. */
  #recognised(list: string | null, value: Json): Found | null {
    try {
      return this.#recognition.read(list, value)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      this.#problems.add('chat-too-large', textOf(value, 'title') || textOf(value, 'name'))
      return null
    }
  }

  #read(list: string | null, value: Json): void {
    const cuts = this.#cuts
    const isTooLarge = this.#isTooLarge
    this.#forget()
    if (isTooLarge) {
      this.#recognition.recognise(list === null || list === 'conversations' ? value : { [list]: value })
      this.#problems.add('chat-too-large', textOf(value, 'title') || textOf(value, 'name'))
      return
    }
    const found = this.#recognised(list, value)
    if (cuts > 0) this.#problems.add('part-too-large', titleOf(found), cuts)
    if (found) this.#found.push(found)
  }
}

function titleOf(found: Found | null): string {
  if (!found) return ''
  return found.kind === 'folder' ? found.folder.name : found.conversation.title
}
