import { request as requestPlain } from 'node:http'
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { request as requestEncrypted } from 'node:https'
import { Fault } from './fault.ts'
import { faultOfNetwork } from './networkFault.ts'
import { lookupFor, type NetworkGate, type NetworkPass } from './networkGate.ts'
import type { Timeouts } from './timeouts.ts'
import { createWatchdog } from './watchdog.ts'
import type { Watchdog } from './watchdog.ts'

export interface HttpQuestion {
  readonly url: URL
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** The body as it comes; throws a `Fault`. Leaving it closes the connection. */
  readonly chunks: AsyncIterable<Uint8Array>
  /** Closes the connection: for an answer whose body is not read. */
  close(): void
}

/** The state of one connection. */
interface Line {
  readonly request: ClientRequest
  readonly watchdog: Watchdog
  readonly timeouts: Timeouts
  readonly pass: NetworkPass
  /** The connection stands but its encryption does not yet. */
  securing: boolean
  timedOut: boolean
}

function faultOn(line: Line, error: unknown): Fault {
  if (line.pass.signal.aborted) return new Fault('OFFLINE_ONLY')
  return line.timedOut ? new Fault('TIMED_OUT') : faultOfNetwork(error, line.securing)
}

/** Connection and first byte have each their time. */
function watchConnecting(line: Line, encrypted: boolean): void {
  const { request, watchdog, timeouts } = line
  watchdog.start(timeouts.connect)
  request.once('socket', (socket) => {
    socket.once('connect', () => {
      line.securing = encrypted
      if (!encrypted) watchdog.start(timeouts.firstByte)
    })
    socket.once('secureConnect', () => {
      line.securing = false
      watchdog.start(timeouts.firstByte)
    })
  })
}

async function* chunksOf(line: Line, response: IncomingMessage): AsyncGenerator<Uint8Array> {
  const { watchdog, timeouts } = line
  const chunks: AsyncIterator<unknown> = response[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await chunks.next()
      watchdog.stop()
      if (next.done === true) return
      yield next.value as Uint8Array
      // Started here, when the reader asks for more: a reader that takes its time is no fault of the network.
      watchdog.start(timeouts.betweenParts)
    }
  } catch (error) {
    throw faultOn(line, error)
  } finally {
    watchdog.stop()
    line.request.destroy()
  }
}

/**
 * Asks over HTTP, on a connection of its own that is closed with the answer: an idle one in a pool would outlive
 * the moment in which a person switches to working offline. The gate is asked here, at the socket, so that no way
 * leads around it. No redirect is followed, as it would take the key along.
 * @throws Fault, also when `signal` aborts, which destroys the connection at once
 */
export function ask(
  question: HttpQuestion,
  timeouts: Timeouts,
  gate: NetworkGate,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const { url, method, headers, body } = question
    const pass = gate.enter(url.href)
    if (pass.signal.aborted) return reject(new Fault('OFFLINE_ONLY'))
    const lookup = lookupFor(url.href)
    const encrypted = url.protocol === 'https:'
    const request = (encrypted ? requestEncrypted : requestPlain)(url, {
      method,
      headers,
      agent: false,
      signal: AbortSignal.any([signal, pass.signal]),
      ...(lookup && { lookup }),
    })
    request.once('close', () => {
      pass.leave()
      // One that was closed without an answer and without an error, as after an upgrade that nobody asked for.
      reject(faultOn(line, new Fault('CONNECTION_LOST')))
    })
    const watchdog = createWatchdog(() => {
      line.timedOut = true
      request.destroy()
    })
    const line: Line = { request, watchdog, timeouts, pass, securing: false, timedOut: false }
    watchConnecting(line, encrypted)
    // It stays: a connection may also report an error after its answer was given.
    request.on('error', (error) => {
      watchdog.stop()
      reject(faultOn(line, error))
    })
    request.once('response', (response) => {
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        chunks: chunksOf(line, response),
        close() {
          watchdog.stop()
          request.destroy()
        },
      })
    })
    request.end(body ?? undefined)
  })
}
