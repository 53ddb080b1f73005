import type { ConnectionId } from '../../shared/contract/base.ts'
import type { Connection } from '../../shared/contract/connections.ts'
import { call } from '../connection/call.ts'
import { createProfileStore } from '../state/profileState.ts'

interface ConnectionsState {
  /** Gemini and OpenAI, then the servers of one's own. */
  readonly connections: readonly Connection[]
}

const nothing: ConnectionsState = { connections: [] }

export const useConnections = createProfileStore<ConnectionsState>(() => nothing)

export async function fetchConnections(): Promise<void> {
  useConnections.setState(await call((client) => client.connections.list({})))
}

/** What a call has answered, ahead of the event that tells every window. */
export function putConnection(connection: Connection): void {
  useConnections.setState(({ connections }) => {
    const index = connections.findIndex(({ id }) => id === connection.id)
    return { connections: index < 0 ? [...connections, connection] : connections.with(index, connection) }
  })
}

export function dropConnection(id: ConnectionId): void {
  useConnections.setState(({ connections }) => ({
    connections: connections.filter((connection) => connection.id !== id),
  }))
}
