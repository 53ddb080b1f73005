import { DownloadFault } from './downloadFault.ts'

export interface HubRequestOptions {
  readonly headers?: Readonly<Record<string, string>>
  readonly signal: AbortSignal
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

/**
 * Gets from the hub, redirections followed (it hands large files over to other servers). Without compression, which
 * would make lengths and ranges mean something else.
 * @throws DownloadFault, the signal's reason, or fetch's own error
 */
export async function hubRequest(url: URL, options: HubRequestOptions): Promise<HubAnswer> {
  const waiting = patience(options.timeout)
  const left = new AbortController()
  const signal = AbortSignal.any([options.signal, waiting.signal, left.signal])
  function leave(): void {
    waiting.end()
    left.abort()
  }
  try {
    const headers = { ...options.headers, 'accept-encoding': 'identity', 'user-agent': 'Confab' }
    const response = await fetch(url, { headers, signal, redirect: 'follow' })
    // A network that wants somebody signed in leads away to a page of its own, without encryption.
    if (url.protocol === 'https:' && !response.url.startsWith('https:')) throw new DownloadFault('not-a-file')
    check(response.status)
    waiting.heard()
    return { status: response.status, headers: response.headers, pieces: () => read(response) }
  } catch (error) {
    leave()
    throw error
  }

  async function* read(response: Response): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of response.body ?? []) {
        waiting.heard()
        yield piece
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
