import type { Client } from '../../shared/contract/index.ts'
import { isElectronWindow } from '../../shared/windowHost.ts'
import { duringSession } from '../state/profileState.ts'
import { createConnection, type OpenLink } from './connection.ts'
import { openMessagePort } from './messagePort.ts'
import { webSocketLinks } from './webSocket.ts'
import { claimWindowId } from './windowId.ts'

/** A call was made while there is no way to the core. */
export class NotConnectedError extends Error {
  override readonly name = 'NotConnectedError'
}

function linksOfThisHost(): OpenLink {
  if (isElectronWindow(globalThis)) return openMessagePort
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  const windowId = claimWindowId()
  const url = async (): Promise<string> => `${scheme}://${location.host}/rpc?window=${await windowId}`
  // A server that was started anew does not know our cookie; asking for the page brings another.
  return webSocketLinks(url, () => fetch('/', { cache: 'no-store' }))
}

/** Where this window runs is looked at when it connects first, not when this module is loaded. */
let openLink: OpenLink | null = null

export const connection = createConnection(() => (openLink ??= linksOfThisHost())())

/**
 * Calls the core. Rejects with `NotConnectedError` at once when there is no way to it. An answer, or a part of one,
 * that comes after the session in which it was asked for is dropped: the call never settles then.
 */
export async function call<Output>(run: (client: Client) => Promise<Output>): Promise<Output> {
  const parts = await duringSession(callBeyondSession(run))
  if (isStream(parts)) endWithSession(parts)
  return parts
}

/** Calls the core for what is the window's own business, whoever is signed in when the answer comes. */
export function callBeyondSession<Output>(run: (client: Client) => Promise<Output>): Promise<Output> {
  const { client } = connection.store.getState()
  return client ? run(client) : Promise.reject(new NotConnectedError())
}

function isStream(output: unknown): output is AsyncIterator<unknown> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output
}

function endWithSession(stream: AsyncIterator<unknown>): void {
  const next = stream.next.bind(stream)
  stream.next = () => duringSession(next())
}

/** Connects this window and keeps it connected for as long as it is there. */
export function connect(): void {
  void connection.run()
  window.addEventListener('online', connection.retryNow)
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) connection.retryNow()
  })
}
