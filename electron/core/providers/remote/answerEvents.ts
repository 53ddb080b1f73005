import { faultOfEvent } from './answerFault.ts'
import { Fault } from './fault.ts'
import { describe, isRecord, parseJson, providerErrorIn } from './providerError.ts'
import { readServerEvents } from './serverEvents.ts'
import type { ServerEvent } from './serverEvents.ts'

/** What OpenAI's protocol sends when an answer is done. */
const endMark = '[DONE]'
/** Of what is no event, this much is kept to see whether it is an error; in UTF-16 code units. */
const mostStray = 100_000

/** @throws Fault when the event is an error, or nothing that either protocol knows */
function checkedData({ name, data }: Extract<ServerEvent, { type: 'event' }>): string {
  const value = parseJson(data)
  if (!isRecord(value)) throw new Fault('BAD_RESPONSE')
  const error = providerErrorIn(value) ?? (name === 'error' ? describe(value) : null)
  if (error) throw faultOfEvent(error)
  // One line an event is all that both libraries read reliably.
  return data.includes('\n') ? JSON.stringify(value) : data
}

/** Gemini may break off with an error that is no event; everything else there is no answer of this protocol. */
function checkStray(stray: string, answered: boolean): void {
  if (stray === '') return
  const error = providerErrorIn(parseJson(stray))
  if (error) throw faultOfEvent(error)
  if (!answered) throw new Fault('BAD_RESPONSE')
}

/**
 * The events of an answer, each checked and as one plain `data:` line, which is how the libraries of the providers
 * are sure to understand them. Left to themselves they lose what stands in one event with a comment, take an error
 * for an empty answer, or a truncated stream for a whole one.
 * @throws Fault
 */
export async function* readAnswerEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let stray = ''
  let answered = false
  for await (const event of readServerEvents(chunks)) {
    if (event.type === 'stray') {
      if (stray.length < mostStray) stray += `${event.line}\n`
      continue
    }
    if (event.data === endMark) {
      yield encoder.encode(`data: ${endMark}\n\n`)
      return
    }
    // Cut off in its midst: what is missing is seen from the missing finish reason.
    if (!event.whole && parseJson(event.data) === undefined) break
    yield encoder.encode(`data: ${checkedData(event)}\n\n`)
    answered = true
  }
  checkStray(stray, answered)
}
