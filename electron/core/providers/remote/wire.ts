import type { Endpoint } from '../provider.ts'
import { readAnswerEvents } from './answerEvents.ts'
import { faultOfRefusal } from './answerFault.ts'
import { decoded } from './contentDecoding.ts'
import { Fault } from './fault.ts'
import { ask } from './httpRequest.ts'
import type { HttpAnswer, HttpQuestion } from './httpRequest.ts'
import { Progress } from './progress.ts'
import { readModelList } from './readModelList.ts'
import { retryDelayIn } from './retryDelay.ts'
import type { NetworkGate } from './networkGate.ts'
import type { Timeouts } from './timeouts.ts'
import { wireBounds } from './wireBounds.ts'

export interface WireOptions {
  readonly endpoint: Endpoint
  readonly timeouts: Timeouts
  readonly gate: NetworkGate
  readonly signal: AbortSignal
  readonly now: () => number
  /** What a good answer is: events, or a list of models. */
  readonly expected: 'events' | 'models'
}

/** A `fetch` for the library of a provider, and what went wrong there, which the library may not tell truly. */
export interface Wire {
  readonly fetch: typeof globalThis.fetch
  /** The first thing that went wrong since `fetch` was last called; null when nothing did. */
  readonly fault: Fault | null
  /** An answer began to come, so that what fails from there on is in the answer. */
  readonly answered: boolean
  /** Is told when text came and when the answer ended: what has none, and what follows, is bounded. */
  readonly progress: Progress
}

/** What a refusal says, as far as it is worth reading. @throws Fault */
async function refusalText(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  const until = performance.now() + wireBounds.refusalTime
  let text = ''
  let length = 0
  for await (const chunk of chunks) {
    const piece = chunk.subarray(0, wireBounds.refusal - length)
    length += piece.length
    text += decoder.decode(piece, { stream: true })
    if (length >= wireBounds.refusal || performance.now() > until) break
  }
  return text + decoder.decode()
}

/** The error that a refused request ends with; when its body breaks off, the status alone says what it is. */
async function refusalOf({ status, headers, chunks }: HttpAnswer, now: number): Promise<Fault> {
  const body = await refusalText(chunks).catch((error: unknown) => {
    if (error instanceof Fault) return ''
    throw error
  })
  return faultOfRefusal({ status, body, delay: retryDelayIn(headers, now) })
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

/** @throws Fault */
function unpacked(answer: HttpAnswer): HttpAnswer {
  try {
    return { ...answer, chunks: decoded(answer.chunks, answer.headers['content-encoding']) }
  } catch (error) {
    answer.close()
    throw error
  }
}

/** Asks. @throws Fault also when the answer is a refusal, or a page for people */
async function goodAnswer(
  question: HttpQuestion,
  timeouts: Timeouts,
  { gate, now, signal }: Pick<WireOptions, 'gate' | 'now' | 'signal'>,
): Promise<HttpAnswer> {
  const answer = unpacked(await ask(question, timeouts, gate, signal))
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
  const progress = new Progress()
  const patience = progress.patience(timeouts)

  function failed(error: unknown): Fault {
    const current = error instanceof Fault ? error : new Fault('INTERNAL', { cause: error })
    fault ??= current
    return current
  }

  async function* watched(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* readAnswerEvents(progress.watch(chunks), () => {
        progress.done = true
      })
    } catch (error) {
      throw failed(error)
    }
  }

  async function exchange(question: HttpQuestion): Promise<Response> {
    if (signal.aborted) throw new Fault('INTERNAL')
    const answer = await goodAnswer(question, patience, options)
    answered = true
    if (expected === 'models') {
      return new Response(await readModelList(answer.chunks), {
        headers: { 'content-type': 'application/json' },
      })
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
    progress,
  }
}
