import { isModestJson } from '../../modestJson.ts'
import { faultOfEvent } from './answerFault.ts'
import { Fault } from './fault.ts'
import { describe, isRecord, parseJson, providerErrorIn } from './providerError.ts'
import { readServerEvents } from './serverEvents.ts'
import type { ServerEvent } from './serverEvents.ts'
import { wireBounds } from './wireBounds.ts'

/** What OpenAI's protocol sends when an answer is done. */
const endMark = '[DONE]'
/** What begins neither as JSON nor as an event is not read further than this, in UTF-16 code units. */
const mostStray = 100_000

/** @throws Fault when it would be too much in memory */
function parseModest(json: string): unknown {
  if (!isModestJson(json, wireBounds)) throw new Fault('BAD_RESPONSE')
  return parseJson(json)
}

/** @throws Fault when the value is an error, or nothing that either protocol knows */
function checkValue(value: unknown, name = ''): asserts value is Readonly<Record<string, unknown>> {
  if (!isRecord(value)) throw new Fault('BAD_RESPONSE')
  const error = providerErrorIn(value) ?? (name === 'error' ? describe(value) : null)
  if (error) throw faultOfEvent(error)
}

/** @throws Fault */
function checkedData({ name, data }: Extract<ServerEvent, { type: 'event' }>): string {
  const value = parseModest(data)
  checkValue(value, name)
  // One line an event is all that both libraries read reliably.
  return data.includes('\n') ? JSON.stringify(value) : data
}

/** What came instead of events: JSON as a whole or in lines, or something else. */
class Stray {
  /** Put together at the end alone: to look into a text that grows by a line costs the whole of it each time. */
  readonly #lines: string[] = []
  #length = 0
  #limit = mostStray

  get isEmpty(): boolean {
    return this.#lines.length === 0
  }

  /** @throws Fault when it is too long */
  add(line: string): void {
    if (this.isEmpty && /^\s*[[{]/.test(line.slice(0, 100))) this.#limit = wireBounds.line
    this.#lines.push(line)
    this.#length += line.length + 1
    if (this.#length > this.#limit || this.#lines.length > wireBounds.values) throw new Fault('BAD_RESPONSE')
  }

  /** The answers in it, when it is JSON: one, or a list of them. Null for what is no JSON. @throws Fault for an error */
  values(): readonly unknown[] | null {
    const value = parseModest(this.#lines.join('\n'))
    if (value === undefined) return null
    const error = providerErrorIn(value)
    if (error) throw faultOfEvent(error)
    return Array.isArray(value) ? value : [value]
  }
}

/** A line that is a whole answer or a part of one, as in JSON Lines. @throws Fault for an error */
function partOf(line: string): string | null {
  if (!line.trimStart().startsWith('{')) return null
  const value = parseModest(line)
  if (!isRecord(value)) return null
  checkValue(value)
  return line
}

/**
 * The events of an answer, each checked and as one plain `data:` line, which is how the libraries of the providers
 * are sure to understand them. Left to themselves they lose what stands in one event with a comment, take an error
 * for an empty answer, or a truncated stream for a whole one. Where JSON comes instead of events, as a whole or in
 * lines, its parts are made events. `done` is called when the provider says that all was said.
 * @throws Fault
 */
export async function* readAnswerEvents(
  chunks: AsyncIterable<Uint8Array>,
  done: () => void,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  const stray = new Stray()
  let answered = false
  const asEvent = (data: string): Uint8Array => {
    answered = true
    return encoder.encode(`data: ${data}\n\n`)
  }
  for await (const event of readServerEvents(chunks)) {
    if (event.type === 'stray') {
      const part = stray.isEmpty ? partOf(event.line) : null
      if (part === null) stray.add(event.line)
      else yield asEvent(part)
      continue
    }
    if (event.data.trim() === endMark) {
      done()
      return
    }
    // Cut off in its midst: what is missing is seen from the missing finish reason.
    if (!event.whole && parseModest(event.data) === undefined) break
    yield asEvent(checkedData(event))
  }
  const values = stray.isEmpty ? null : stray.values()
  if (values === null && !stray.isEmpty && !answered) throw new Fault('BAD_RESPONSE')
  if (values === null || answered) return
  for (const value of values) {
    checkValue(value)
    yield asEvent(JSON.stringify(value))
  }
  done()
}
