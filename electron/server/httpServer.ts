import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import sirv from 'sirv'
import { WebSocketServer } from 'ws'
import { securityHeaders } from '../../shared/contentSecurityPolicy.ts'
import type { Core } from '../core/core.ts'
import type { Logger } from '../core/host.ts'
import { maximumFrame } from '../core/rpc/serve.ts'
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

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`)
}

/** Answers with the files of the window, each with the security headers, and a session for the browser. */
function createFiles(rendererFolder: string, policy: () => RequestPolicy) {
  const files = sirv(rendererFolder, { etag: true })
  return (request: IncomingMessage, response: ServerResponse): void => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
    if (!policy().allowsHost(request)) return refuse(response, 421, 'Open Confab by the address it printed.')
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Not allowed.')
    ensureSession(request, response)
    files(request, response, () => refuse(response, 404, 'There is no such page.'))
  }
}

/** Serves the window in a browser, on the loopback interface only. */
export async function startHttpServer(options: HttpServerOptions): Promise<RunningServer> {
  const { core, logger } = options
  const policy = (): RequestPolicy => createRequestPolicy(portOf(server))
  const server = createServer(createFiles(options.rendererFolder, policy))
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maximumFrame, perMessageDeflate: false })

  server.on('upgrade', (request, socket, head) => {
    const windowId = windowIdOf(request)
    if (!policy().allowsOrigin(request)) return refuseUpgrade(socket, '403 Forbidden')
    if (!request.url?.startsWith('/rpc?') || !windowId) return refuseUpgrade(socket, '400 Bad Request')
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      core.connect(windowId, webSocketChannel(webSocket)),
    )
  })
  server.on('clientError', (_error, socket) => refuseUpgrade(socket, '400 Bad Request'))

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
