import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { Client } from '../../shared/contract/index.ts'
import type { Link, OpenLink } from './connection.ts'

/**
 * The way to the server host.
 * @param url gives the `ws:` or `wss:` address with the id of this window
 * @param beforeAnother called before every attempt but the first
 */
export function webSocketLinks(url: () => Promise<string>, beforeAnother: () => Promise<unknown>): OpenLink {
  let first = true
  return async () => {
    if (!first) await beforeAnother()
    first = false
    return open(await url())
  }
}

function open(url: string): Promise<Link> {
  const socket = new WebSocket(url)
  const client: Client = createORPCClient(new RPCLink({ websocket: socket }))
  const closed = new Promise<void>((resolve) => {
    socket.addEventListener('close', () => resolve())
  })
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve({ client, closed }))
    socket.addEventListener('close', () => reject(new Error('The WebSocket could not be opened.')))
  })
}
