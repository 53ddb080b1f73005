import { randomUUID } from 'node:crypto'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { WebSocket } from 'ws'
import type { Client } from '../../shared/contract/index.ts'

export interface Browser {
  readonly cookie: string
  readonly origin: string
}

export interface ConnectedWindow {
  readonly client: Client
  readonly socket: WebSocket
  readonly windowId: string
}

/** Gets the page once, as a browser does, and with it a session of its own. */
export async function openBrowser(address: string): Promise<Browser> {
  const response = await fetch(address)
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
  if (!cookie) throw new Error('the server gave no session')
  return { cookie, origin: new URL(address).origin }
}

/** The library's socket has the methods of a browser's, under slightly other types. */
function asBrowserSocket(socket: WebSocket): globalThis.WebSocket {
  return socket as unknown as globalThis.WebSocket
}

/** Connects a window of a browser, as the window itself does. */
export async function connectWindow(
  browser: Browser,
  windowId: string = randomUUID(),
): Promise<ConnectedWindow> {
  const url = `${browser.origin.replace('http', 'ws')}/rpc?window=${windowId}`
  const socket = new WebSocket(url, { headers: { cookie: browser.cookie, origin: browser.origin } })
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  return { client: createORPCClient(new RPCLink({ websocket: asBrowserSocket(socket) })), socket, windowId }
}
