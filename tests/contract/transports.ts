import { randomUUID } from 'node:crypto'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { createCore, type Core } from '../../electron/core/core.ts'
import { messagePortChannel, type PortLike } from '../../electron/main/messagePort.ts'
import { startHttpServer } from '../../electron/server/httpServer.ts'
import type { Client } from '../../shared/contract/index.ts'
import { temporaryFolder } from '../support/folders.ts'
import { testHost } from '../support/testHost.ts'
import { connectWindow, openBrowser } from '../support/webSocketClient.ts'

/** A window as a test sees it, whatever carries its frames. */
export interface TestWindow {
  readonly client: Client
  readonly windowId: string
  /** Sends bytes that no client of ours would. */
  sendRaw(frame: string | Uint8Array): void
  /** Cuts the connection without a word. */
  cut(): void
  /** Settles when the core has closed the connection. */
  readonly closed: Promise<void>
}

export interface TestApplication {
  readonly dataFolder: string
  readonly log: readonly string[]
  /** Opens a window, or connects one again that has been here. */
  connect(windowId?: string): Promise<TestWindow>
  close(): Promise<void>
}

export interface Transport {
  readonly name: string
  /** `environment`: the variables that the core sees. */
  start(environment?: Readonly<Record<string, string>>): Promise<TestApplication>
}

interface StartedCore {
  readonly core: Core
  readonly dataFolder: string
  readonly log: readonly string[]
  readonly close: () => Promise<void>
}

function startCore(environment: Readonly<Record<string, string>>): StartedCore {
  const { folder, remove } = temporaryFolder()
  const host = testHost(folder)
  const core = createCore({ ...host, environment })
  return {
    core,
    dataFolder: folder,
    log: host.log,
    async close() {
      await core.close()
      remove()
    },
  }
}

/** A port of worker_threads with the events of Electron's: its messages come inside of an event. */
function electronPort(port: MessagePort): PortLike {
  return {
    postMessage: (message) => port.postMessage(message),
    on: (event: 'message' | 'close', listener: (message: { readonly data: unknown }) => void) =>
      port.on(event, (data: unknown) => listener({ data })),
    start: () => port.start(),
    close: () => port.close(),
  }
}

async function startMessagePorts(environment = {}): Promise<TestApplication> {
  const { core, ...application } = startCore(environment)
  return {
    ...application,
    async connect(windowId = randomUUID()) {
      const { port1, port2 } = new MessageChannel()
      const closed = new Promise<void>((resolve) => port2.once('close', resolve))
      core.connect(windowId, messagePortChannel(electronPort(port1)))
      const client: Client = createORPCClient(new RPCLink({ port: port2 }))
      port2.start()
      return {
        client,
        windowId,
        closed,
        sendRaw: (frame) => port2.postMessage(frame),
        cut: () => port2.close(),
      }
    },
  }
}

async function startWebSockets(environment = {}): Promise<TestApplication> {
  const { core, close, ...application } = startCore(environment)
  const rendererFolder = temporaryFolder()
  const { logger } = testHost(application.dataFolder)
  const server = await startHttpServer({ rendererFolder: rendererFolder.folder, port: 0, core, logger })
  const browser = await openBrowser(`http://127.0.0.1:${server.port}/`)
  return {
    ...application,
    async connect(windowId) {
      const { client, socket, windowId: id } = await connectWindow(browser, windowId)
      return {
        client,
        windowId: id,
        closed: new Promise((resolve) => socket.once('close', () => resolve())),
        sendRaw: (frame) => socket.send(frame),
        cut: () => socket.terminate(),
      }
    },
    async close() {
      await server.close()
      await close()
      rendererFolder.remove()
    },
  }
}

export const transports: readonly Transport[] = [
  { name: 'MessagePort', start: startMessagePorts },
  { name: 'WebSocket', start: startWebSockets },
]
