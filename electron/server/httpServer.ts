import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Socket, type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import sirv from 'sirv'
import { WebSocketServer } from 'ws'
import { securityHeaders } from '../../shared/contentSecurityPolicy.ts'
import type { Core } from '../core/core.ts'
import { createTally } from '../core/hosting/tally.ts'
import type { Logger } from '../core/host.ts'
import { maximumFrame } from '../core/rpc/frame.ts'
import { ensureSession, windowIdOf } from './browserSession.ts'
import { createRequestPolicy, type RequestPolicy } from './requestPolicy.ts'
import { webSocketChannel } from './webSocketChannel.ts'

export interface HttpServerOptions {
  /** Absolute path of the built window. */
  readonly rendererFolder: string
  /** 0 takes any free port. */
  readonly port: number
  readonly core: Core
  readonly logger: Logger
}

export interface RunningServer {
  readonly port: number
  close(): Promise<void>
}

type Refuse = (reason: string) => void

/**
 * What a connection may cost before it is a window's. Browsers send less than 2 kB of headers and all at once; whoever
 * sends them by drops, or never reads what comes, is let go. Times in milliseconds, sizes in bytes.
 */
const limits = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
  /** How often the times are looked at. */
  connectionsCheckingInterval: 1_000,
}
const mostHeaders = 100
/** All connections together: a window has one, a browser up to six more while it loads the page. */
const mostConnections = 512
/** Without a byte in either direction a connection that is no window's is closed. */
const idleTimeout = 15_000
/** How long the other side of a refused socket may take to go. */
const partingTimeout = 2_000

function refusePage(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' })
    .end(`${text}\n`)
}

/** Answers on the bare socket and closes it, whether or not the other side ever reads or closes. */
function refuseSocket(socket: Duplex, status: string): void {
  // The other side may have gone: there is nobody left to tell.
  socket.on('error', () => socket.destroy())
  if (!socket.writable) return void socket.destroy()
  const parting = setTimeout(() => socket.destroy(), partingTimeout)
  socket.once('close', () => clearTimeout(parting))
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy())
}

/** Answers with the files of the window, each with the security headers, and a session for the browser. */
function createFiles(rendererFolder: string, policy: () => RequestPolicy, refused: Refuse) {
  const files = sirv(rendererFolder, { etag: true })
  return (request: IncomingMessage, response: ServerResponse): void => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
    if (!policy().allowsHost(request)) {
      refused('a page was asked for under another name')
      return refusePage(response, 421, 'Open Confab by the address it printed.')
    }
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refusePage(response, 405, 'Not allowed.')
    if (!request.url?.startsWith('/')) return refusePage(response, 400, 'That is not an address of Confab.')
    ensureSession(request, response)
    // Nobody needs a part of them, and what hands them out throws at one that ends before it begins.
    delete request.headers.range
    files(request, response, () => refusePage(response, 404, 'There is no such page.'))
  }
}

/** Serves the window in a browser, on the loopback interface only. */
export async function startHttpServer(options: HttpServerOptions): Promise<RunningServer> {
  const { core, logger } = options
  const refused = createTally(logger)
  const policy = (): RequestPolicy => createRequestPolicy(portOf(server))
  const server = createServer(limits, createFiles(options.rendererFolder, policy, refused))
  server.maxHeadersCount = mostHeaders
  server.maxConnections = mostConnections
  server.timeout = idleTimeout
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maximumFrame,
    perMessageDeflate: false,
  })

  server.on('upgrade', (request, socket, head) => {
    const isOurs = policy().allowsOrigin(request)
    const windowId = isOurs && request.url?.startsWith('/rpc?') ? windowIdOf(request) : null
    if (windowId === null) {
      refused('a socket was refused')
      return refuseSocket(socket, isOurs ? '400 Bad Request' : '403 Forbidden')
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      core.connect(windowId, webSocketChannel(webSocket)),
    )
  })
  sockets.on('wsClientError', (_error, socket) => refuseSocket(socket, '400 Bad Request'))
  server.on('connect', (_request, socket) => refuseSocket(socket, '405 Method Not Allowed'))
  server.on('clientError', (_error, socket) => {
    // Browsers open connections ahead. What is said on one is taken for the answer to the next page that they ask for.
    if (socket instanceof Socket && socket.bytesRead === 0) return void socket.destroy()
    refused('a request could not be read')
    refuseSocket(socket, '400 Bad Request')
  })
  server.on('drop', () => refused('there were too many connections'))

  await listen(server, options.port)
  server.on('error', (error) => logger.error('the server failed', error))
  return {
    port: portOf(server),
    async close() {
      server.close()
      for (const socket of sockets.clients) socket.close(1001, 'Confab is closing')
      server.closeAllConnections()
    },
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}
