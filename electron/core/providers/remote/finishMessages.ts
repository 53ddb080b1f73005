import { isRecord, parseJson } from './providerError.ts'

/** What a candidate says of its end, in an event of Gemini's; null where it says nothing. */
function finishMessageIn(event: string): string | null {
  // Most events have none, and to read each of them twice would cost as much as all the rest.
  if (!event.includes('"finishMessage"')) return null
  const value = parseJson(event.slice(event.indexOf('{')))
  const candidates: unknown = isRecord(value) ? value['candidates'] : null
  const candidate: unknown = Array.isArray(candidates) ? candidates[0] : null
  const message = isRecord(candidate) ? candidate['finishMessage'] : null
  return typeof message === 'string' ? message : null
}

/** The wire gives each event in a chunk of its own. */
async function* noted(
  events: AsyncIterable<Uint8Array>,
  note: (message: string) => void,
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder()
  for await (const event of events) {
    const message = finishMessageIn(decoder.decode(event))
    if (message !== null) note(message)
    yield event
  }
}

/** Notes what candidates say of their end, before its event is given: Google's library leaves that out of what it gives. */
export function notingFinishMessages(
  fetch: typeof globalThis.fetch,
  note: (message: string) => void,
): typeof globalThis.fetch {
  return async (input, init) => {
    const { body, headers } = await fetch(input, init)
    return new Response(body && ReadableStream.from(noted(body, note)), { headers })
  }
}
