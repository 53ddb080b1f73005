import { createBreather } from '../../async/breather.ts'
import { Fault } from './fault.ts'
import { wireBounds } from './wireBounds.ts'

/** What a stream of server-sent events consists of. */
export type ServerEvent =
  | {
      readonly type: 'event'
      /** Its name; empty where it has none. */
      readonly name: string
      readonly data: string
      /** False for the last one when the stream ended before the empty line that ends an event. */
      readonly whole: boolean
    }
  /** A line that is no field of an event: the stream is something else. */
  | { readonly type: 'stray'; readonly line: string }

/**
 * Splits at CR, LF and CRLF, wherever the bytes were cut, also within a character. Gives the lines that end in a chunk.
 * @throws Fault when a line has no end
 */
async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder()
  let begun = ''
  let afterReturn = false
  for await (const chunk of chunks) {
    let text = decoder.decode(chunk, { stream: true })
    if (text === '') continue
    if (afterReturn && text.startsWith('\n')) text = text.slice(1)
    afterReturn = text.endsWith('\r')
    const [first = '', ...lines] = text.split(/\r\n|\r|\n/)
    begun += first
    if (begun.length > wireBounds.line) throw new Fault('BAD_RESPONSE')
    const last = lines.pop()
    if (last === undefined) continue
    yield [begun, ...lines]
    begun = last
  }
  begun += decoder.decode()
  if (begun !== '') yield [begun]
}

/** An event while its lines come. */
class EventLines {
  #name = ''
  #data: string[] = []
  #length = 0

  /** @throws Fault when it has no end */
  add(field: string | undefined, value: string): void {
    if (field === 'event') this.#name = value
    if (field !== 'data') return
    this.#data.push(value)
    // One more for each, so that empty ones count.
    this.#length += value.length + 1
    if (this.#length > wireBounds.line) throw new Fault('BAD_RESPONSE')
  }

  /** The event, when there is anything in it, which begins anew. */
  take(whole: boolean): ServerEvent | null {
    const event = { type: 'event', name: this.#name, data: this.#data.join('\n'), whole } as const
    // Servers that keep a connection alive send empty data too, which is no event (HTML standard, 9.2.6).
    const isEmpty = event.data === ''
    this.#name = ''
    this.#data = []
    this.#length = 0
    return isEmpty ? null : event
  }
}

/** The event that a line ends, or the line when it is no field of one. @throws Fault */
function read(line: string, lines: EventLines): ServerEvent | null {
  if (line === '') return lines.take(true)
  const match = /^(data|event|id|retry)?(?::|$)/.exec(line)
  if (!match) return { type: 'stray', line }
  lines.add(match[1], line.slice(match[0].length).replace(/^ /, ''))
  return null
}

/**
 * Reads server-sent events (HTML standard, 9.2.6). Comments, which serve to keep a connection alive, and the fields
 * that this protocol has no use for (`id`, `retry`) are passed over. Others have their turn in between.
 * @throws Fault when a line or an event has no end
 */
export async function* readServerEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ServerEvent> {
  const breathe = createBreather()
  const lines = new EventLines()
  for await (const batch of linesOf(chunks)) {
    for (const line of batch) {
      const event = read(line, lines)
      if (event) yield event
      const rest = breathe()
      if (rest) await rest
    }
  }
  const last = lines.take(false)
  if (last) yield last
}
