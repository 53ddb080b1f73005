import { get as getPlain, type IncomingMessage } from 'node:http'
import { get as getEncrypted } from 'node:https'
import { DownloadFault } from './downloadFault.ts'
import type { HubGate } from './hubGate.ts'

export interface HubRequestOptions {
  readonly headers?: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  readonly gate: HubGate
  /** Milliseconds without an answer, or without a next piece of it, after which the attempt is given up. */
  readonly timeout: number
}

/** An answer whose body is read within the same patience. */
export interface HubAnswer {
  readonly status: number
  readonly headers: Headers
  /** Leaving the loop closes the connection. */
  pieces(): AsyncGenerator<Uint8Array>
}

/** Ends an attempt when nothing was heard for `timeout` milliseconds. */
function patience(timeout: number): { readonly signal: AbortSignal; heard(): void; end(): void } {
  const gaveUp = new AbortController()
  const giveUp = (): void => gaveUp.abort(new DownloadFault('timed-out'))
  let timer = setTimeout(giveUp, timeout)
  return {
    signal: gaveUp.signal,
    heard() {
      clearTimeout(timer)
      timer = setTimeout(giveUp, timeout)
    },
    end: () => clearTimeout(timer),
  }
}

/** @throws DownloadFault for an answer that is not 200, 206 or 416 */
function check(status: number): void {
  if (status === 200 || status === 206 || status === 416) return
  if (status === 401 || status === 403) throw new DownloadFault('refused')
  if (status === 404 || status === 410) throw new DownloadFault('not-found')
  throw new DownloadFault(status === 429 || status >= 500 ? 'server-error' : 'bad-list')
}

/** How often a request may be handed on to another address; fetch allows for 20. */
const mostRedirections = 5
const redirections: readonly unknown[] = [301, 302, 303, 307, 308]

/**
 * Asks on a connection of its own, which is closed with the answer. Not `fetch`: its pool opens another connection
 * when a request is aborted, also in the moment in which a person switches to working offline.
 */
function get(
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const ask = url.protocol === 'https:' ? getEncrypted : getPlain
    const request = ask(url, { headers, signal, agent: false }, resolve)
    // It stays: a connection may also report an error after its answer was given.
    request.on('error', reject)
  })
}

/** Where a redirection leads; null for an answer that is none. @throws DownloadFault */
function nextAddress(response: IncomingMessage, url: URL): URL | null {
  if (!redirections.includes(response.statusCode)) return null
  response.destroy()
  const next = URL.parse(response.headers.location ?? '', url.href)
  if (!next || !/^https?:$/u.test(next.protocol)) throw new DownloadFault('bad-list')
  // A network that wants somebody signed in leads away to a page of its own, without encryption.
  if (url.protocol === 'https:' && next.protocol !== 'https:') throw new DownloadFault('not-a-file')
  return next
}

/** Asks, and follows redirections. @throws DownloadFault, the signal's reason, or an error of the system */
async function follow(
  start: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  let url = start
  for (let count = 0; count <= mostRedirections; count += 1) {
    const response = await get(url, headers, signal)
    const next = nextAddress(response, url)
    if (!next) return response
    url = next
  }
  throw new DownloadFault('bad-list')
}

/**
 * Gets from the hub, redirections followed (it hands large files over to other servers). Without compression, which
 * would make lengths and ranges mean something else. The gate is asked here, so that no way leads around it.
 * @throws DownloadFault (`offline-only` where the gate is closed, also on the way), the signal's reason, or an error of the
 * system
 */
export async function hubRequest(url: URL, options: HubRequestOptions): Promise<HubAnswer> {
  const waiting = patience(options.timeout)
  const left = new AbortController()
  const pass = options.gate.enterHub()
  const closed = new AbortController()
  const close = (): void => closed.abort(new DownloadFault('offline-only'))
  if (pass.signal.aborted) close()
  pass.signal.addEventListener('abort', close)
  const signal = AbortSignal.any([options.signal, closed.signal, waiting.signal, left.signal])
  function leave(): void {
    waiting.end()
    pass.leave()
    left.abort()
  }
  try {
    signal.throwIfAborted()
    const headers = { ...options.headers, 'accept-encoding': 'identity', 'user-agent': 'Confab' }
    const response = await follow(url, headers, signal)
    const status = response.statusCode ?? 0
    check(status)
    waiting.heard()
    return { status, headers: headersOf(response), pieces: () => read(response) }
  } catch (error) {
    // Of an aborted request Node says that it was aborted, and not why.
    const reason: unknown = signal.aborted ? signal.reason : error
    leave()
    throw reason
  }

  async function* read(response: IncomingMessage): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of response) {
        waiting.heard()
        yield piece as Uint8Array
      }
    } catch {
      // Whatever ends a body before its end, to the one who reads it the connection is gone.
      if (signal.aborted) throw signal.reason
      throw new DownloadFault('connection-lost')
    } finally {
      leave()
    }
  }
}

function headersOf({ headers }: IncomingMessage): Headers {
  return new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}

/** The whole of a short answer as text. @throws DownloadFault `bad-list` beyond `limit` bytes */
export async function textOf(answer: HubAnswer, limit: number): Promise<string> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of answer.pieces()) {
    length += piece.length
    if (length > limit) throw new DownloadFault('bad-list')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

export function isWebPage(headers: Headers): boolean {
  return /^(?:text\/html|application\/xhtml)/iu.test(headers.get('content-type') ?? '')
}
