import { createServer as createPlainServer } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer as createEncryptedServer } from 'node:https'
import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { titleInstruction } from '../../electron/core/chat/titleText.ts'
import { certificate, privateKey } from './selfSignedCertificate.ts'

/** One thing that a fake does after the headers of its answer. After the last one the answer ends as it should. */
export type FakeStep =
  | { readonly write: string | Uint8Array }
  /** Tells that it has come this far. */
  | { readonly tell: () => void }
  /** Waits, in milliseconds. */
  | { readonly pause: number }
  /** Says nothing more and keeps the connection. */
  | { readonly hang: true }
  /** Resets the connection (RST). */
  | { readonly reset: true }
  /** Closes the connection although more was announced (FIN). */
  | { readonly drop: true }

export interface FakeAnswer {
  /** 200 when left out; null sends no headers at all, so that `steps` is only `hang`, `reset` or `drop`. */
  readonly status?: number | null
  readonly headers?: Readonly<Record<string, string>>
  readonly steps: readonly FakeStep[]
}

/** What was asked of a fake. It goes on changing while the answer is written. */
export interface FakeRequest {
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** Parsed JSON; null for none. */
  readonly body: unknown
  /** When the client closed the connection before the answer had ended (`performance.now()`), or null. */
  readonly clientClosedAt: number | null
}

export type FakeScript = FakeAnswer | ((request: FakeRequest) => FakeAnswer)

export interface Fake {
  readonly baseUrl: string
  readonly requests: readonly FakeRequest[]
  /** Requests for the title of a chat, which stand apart: they come when nobody waits for them. */
  readonly titleRequests: readonly FakeRequest[]
  /** How many sockets are open. */
  readonly connections: number
  /** One script a request, the last of them for all that follow; none goes back to the usual good answer. */
  answerWith(...scripts: readonly FakeScript[]): void
  /** The same for titles; none goes back to an answer that is no title. */
  answerTitlesWith(...scripts: readonly FakeScript[]): void
  close(): Promise<void>
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk as Uint8Array)
  const text = Buffer.concat(chunks).toString('utf8')
  return text === '' ? null : (JSON.parse(text) as unknown)
}

/** Waits until more may be written, or for nothing when the client has gone. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    function end(): void {
      response.off('drain', end)
      response.off('close', end)
      resolve()
    }
    response.on('drain', end)
    response.on('close', end)
  })
}

async function take(step: FakeStep, response: ServerResponse): Promise<void> {
  if ('write' in step) {
    if (!response.write(step.write)) await drained(response)
  } else if ('tell' in step) {
    step.tell()
  } else if ('pause' in step) {
    await pause(step.pause)
  } else if ('hang' in step) {
    await once(response, 'close')
  } else if ('reset' in step) {
    response.socket?.resetAndDestroy()
  } else {
    response.socket?.destroy()
  }
}

async function give(answer: FakeAnswer, response: ServerResponse): Promise<void> {
  if (answer.status !== null) {
    response.writeHead(answer.status ?? 200, answer.headers)
    response.flushHeaders()
  }
  for (const step of answer.steps) {
    if (response.destroyed) return
    await take(step, response)
  }
  response.end()
}

interface Scripted {
  readonly requests: FakeRequest[]
  answerTo(request: FakeRequest): FakeAnswer
  script(...scripts: readonly FakeScript[]): void
}

/** Requests of one kind, and how they are answered: by scripts in their order, else as usual. */
function createScripted(usual: (request: FakeRequest) => FakeAnswer): Scripted {
  let scripts: readonly FakeScript[] = []
  let scripted = 0
  return {
    requests: [],
    answerTo(request) {
      const script = scripts[Math.min(scripted, scripts.length - 1)] ?? usual
      scripted += 1
      return typeof script === 'function' ? script(request) : script
    },
    script(...next) {
      scripts = next
      scripted = 0
    },
  }
}

function isForTitle({ body }: FakeRequest): boolean {
  return body !== null && JSON.stringify(body).includes(JSON.stringify(titleInstruction).slice(1, -1))
}

/** A real HTTP server on 127.0.0.1. `usual` answers what no script answers. `encrypted`: TLS, self-signed. */
export async function startFakeServer(
  usual: (request: FakeRequest) => FakeAnswer,
  options: { readonly encrypted?: boolean; readonly path?: string; readonly noTitle?: FakeAnswer } = {},
): Promise<Fake> {
  const { encrypted = false, path = '', noTitle = { status: 404, steps: [] } } = options
  const answers = createScripted(usual)
  const titles = createScripted(() => noTitle)
  const sockets = new Set<Socket>()

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    let clientClosedAt: number | null = null
    // Written parts shall arrive as parts.
    incoming.socket.setNoDelay(true)
    const body = await readBody(incoming)
    const { method = '', url = '', headers } = incoming
    const request: FakeRequest = {
      method,
      path: url,
      headers,
      body,
      get clientClosedAt() {
        return clientClosedAt
      },
    }
    const asked = isForTitle(request) ? titles : answers
    asked.requests.push(request)
    response.once('close', () => {
      if (!response.writableEnded) clientClosedAt = performance.now()
    })
    await give(asked.answerTo(request), response)
  }

  function listener(incoming: IncomingMessage, response: ServerResponse): void {
    // The client may leave at any moment; that is what many tests are about.
    handle(incoming, response).catch(() => incoming.destroy())
  }

  const server: Server = encrypted
    ? createEncryptedServer({ key: privateKey, cert: certificate }, listener)
    : createPlainServer(listener)
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  return {
    baseUrl: `${encrypted ? 'https' : 'http'}://127.0.0.1:${port}${path}`,
    requests: answers.requests,
    titleRequests: titles.requests,
    get connections() {
      return sockets.size
    },
    answerWith: answers.script,
    answerTitlesWith: titles.script,
    async close() {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
