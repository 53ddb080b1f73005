import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { Client } from '../../shared/contract/index.ts'
import { connectMessage } from '../../shared/windowHost.ts'
import type { Link } from './connection.ts'

/** The way to the Electron host: the preload script takes this message and hands the port on. */
export function openMessagePort(): Promise<Link> {
  const { port1, port2 } = new MessageChannel()
  const client: Client = createORPCClient(new RPCLink({ port: port1 }))
  const closed = new Promise<void>((resolve) => {
    port1.addEventListener('close', () => resolve())
  })
  port1.start()
  window.postMessage(connectMessage, location.origin, [port2])
  return Promise.resolve({ client, closed })
}
