import type { Endpoint } from '../provider.ts'
import { readAnswerEvents } from './answerEvents.ts'
import { faultOfEvent, faultOfRefusal } from './answerFault.ts'
import { Fault } from './fault.ts'
import { ask } from './httpRequest.ts'
import type { HttpAnswer, HttpQuestion } from './httpRequest.ts'
import { isRecord, parseJson, providerErrorIn } from './providerError.ts'
import { retryDelayIn } from './retryDelay.ts'
import type { NetworkGate } from './networkGate.ts'
import type { Timeouts } from './timeouts.ts'

/** Of an error's body this much is read, in bytes. */
const mostOfError = 64 * 1_024
/** A list of models is at most this long, in bytes. */
const mostOfList = 16 * 1_024 * 1_024

export interface WireOptions {
  readonly endpoint: Endpoint
  readonly timeouts: Timeouts
  readonly gate: NetworkGate
  readonly signal: AbortSignal
  readonly now: () => number
  /** What a good answer is: events, or one value of JSON. */
  readonly expected: 'events' | 'json'
}

/** A `fetch` for the library of a provider, and what went wrong there, which the library may not tell truly. */
export interface Wire {
  readonly fetch: typeof globalThis.fetch
  /** The first thing that went wrong since `fetch` was last called; null when nothing did. */
  readonly fault: Fault | null
  /** An answer began to come, so that what fails from there on is in the answer. */
  readonly answered: boolean
  /** Says that the answer has ended: what may still come is not waited for as long. */
  expectEnd(): void
}

/** Reads at most `limit` bytes as text. @throws Fault */
async function textOf(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.length
    text += decoder.decode(chunk, { stream: true })
    if (length > limit) break
  }
  return text + decoder.decode()
}

/** The error that a refused request ends with; when its body breaks off, the status alone says what it is. */
async function refusalOf({ status, headers, chunks }: HttpAnswer, now: number): Promise<Fault> {
  const body = await textOf(chunks, mostOfError).catch((error: unknown) => {
    if (error instanceof Fault) return ''
    throw error
  })
  return faultOfRefusal({ status, body, delay: retryDelayIn(headers, now) })
}

/** The list of models as text. @throws Fault when it is no JSON object, or an error */
async function listOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const text = await textOf(chunks, mostOfList)
  const value = parseJson(text)
  const error = providerErrorIn(value)
  if (error) throw faultOfEvent(error)
  if (!isRecord(value)) throw new Fault('BAD_RESPONSE')
  return text
}

/** Makes what a library gives to `fetch` into a question. */
function questionOf(
  input: string | URL | Request,
  init: RequestInit | undefined,
  endpoint: Endpoint,
): HttpQuestion {
  const headers = new Headers(init?.headers)
  for (const [name, value] of Object.entries(endpoint.headers)) headers.set(name, value)
  // Nothing here is compressed; the answer comes as it is written.
  headers.set('accept-encoding', 'identity')
  const { body } = init ?? {}
  return {
    url: new URL(input instanceof Request ? input.url : input),
    method: init?.method ?? 'GET',
    headers: Object.fromEntries(headers),
    body: typeof body === 'string' ? body : null,
  }
}

/** A stream that takes a chunk only when it is read, so that nothing is read ahead of the one who reads. */
function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      async pull(controller) {
        const next = await chunks.next()
        if (next.done === true) controller.close()
        else controller.enqueue(next.value)
      },
      async cancel() {
        await chunks.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}

/** Asks. @throws Fault also when the answer is a refusal, or a page for people */
async function goodAnswer(
  question: HttpQuestion,
  timeouts: Timeouts,
  { gate, now, signal }: Pick<WireOptions, 'gate' | 'now' | 'signal'>,
): Promise<HttpAnswer> {
  const answer = await ask(question, timeouts, gate, signal)
  const { status, headers } = answer
  if (status < 200 || status > 299) throw await refusalOf(answer, now())
  if (headers['content-type']?.includes('html') !== true) return answer
  answer.close()
  throw new Fault('BAD_RESPONSE', { status })
}

/** `signal` closes whatever is open. */
export function createWire(options: WireOptions): Wire {
  const { endpoint, timeouts, signal, expected } = options
  let fault: Fault | null = null
  let answered = false
  let ended = false
  const patience: Timeouts = {
    ...timeouts,
    get betweenParts() {
      return ended ? timeouts.afterEnd : timeouts.betweenParts
    },
  }

  function failed(error: unknown): Fault {
    const current = error instanceof Fault ? error : new Fault('INTERNAL', { cause: error })
    fault ??= current
    return current
  }

  async function* watched(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* readAnswerEvents(chunks)
    } catch (error) {
      throw failed(error)
    }
  }

  async function exchange(question: HttpQuestion): Promise<Response> {
    if (signal.aborted) throw new Fault('INTERNAL')
    const answer = await goodAnswer(question, patience, options)
    answered = true
    if (expected === 'json') {
      return new Response(await listOf(answer.chunks), { headers: { 'content-type': 'application/json' } })
    }
    const body = streamOf(watched(answer.chunks))
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }

  return {
    async fetch(input, init) {
      fault = null
      try {
        return await exchange(questionOf(input, init, endpoint))
      } catch (error) {
        throw failed(error)
      }
    },
    get fault() {
      return fault
    },
    get answered() {
      return answered
    },
    expectEnd() {
      ended = true
    },
  }
}
