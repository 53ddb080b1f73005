import type { Client } from '../../shared/contract/index.ts'
import { isElectronWindow } from '../../shared/windowHost.ts'
import { createConnection, type OpenLink } from './connection.ts'
import { openMessagePort } from './messagePort.ts'
import { webSocketLinks } from './webSocket.ts'
import { windowId } from './windowId.ts'

/** A call was made while there is no way to the core. */
export class NotConnectedError extends Error {
  override readonly name = 'NotConnectedError'
}

function linksOfThisHost(): OpenLink {
  if (isElectronWindow(globalThis)) return openMessagePort
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  const url = `${scheme}://${location.host}/rpc?window=${windowId()}`
  // A server that was started anew does not know our cookie; asking for the page brings another.
  return webSocketLinks(url, () => fetch('/', { cache: 'no-store' }))
}

export const connection = createConnection(linksOfThisHost())

/** Calls the core. Rejects with `NotConnectedError` at once when there is no way to it. */
export function call<Output>(run: (client: Client) => Promise<Output>): Promise<Output> {
  const { client } = connection.store.getState()
  return client ? run(client) : Promise.reject(new NotConnectedError())
}

/** Connects this window and keeps it connected for as long as it is there. */
export function connect(): void {
  void connection.run()
  window.addEventListener('online', connection.retryNow)
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) connection.retryNow()
  })
}
