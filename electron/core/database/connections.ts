import type { ConnectionId } from '../../../shared/contract/base.ts'
import type { RemoteModel } from '../providers/provider.ts'
import type { Connection } from './connection.ts'
import { statement } from './statement.ts'

/** Where models are asked, as a profile has set it. Holds secrets: never logged, never given to a window. */
export interface StoredConnection {
  readonly id: ConnectionId
  readonly name: string
  readonly baseUrl: string | null
  readonly apiKey: string | null
  /** What the key and the headers were given for; null for the origin of `baseUrl`, or of the provider itself. */
  readonly secretOrigin: string | null
  readonly headers: Readonly<Record<string, string>>
  /** As the provider last listed them. */
  readonly models: readonly RemoteModel[]
  readonly modelsFetchedAt: number | null
}

interface ConnectionRow extends Omit<StoredConnection, 'headers' | 'models'> {
  readonly headers: string
  readonly models: string
}

const columns = `
  id, name, base_url AS baseUrl, api_key AS apiKey, secret_origin AS secretOrigin, headers, models,
  models_fetched_at AS modelsFetchedAt`

function connectionOf(row: ConnectionRow): StoredConnection {
  return {
    ...row,
    headers: JSON.parse(row.headers) as StoredConnection['headers'],
    models: JSON.parse(row.models) as StoredConnection['models'],
  }
}

/** All connections, in the order in which they were added. */
export function allConnections(db: Connection): readonly StoredConnection[] {
  return statement<[], ConnectionRow>(db, `SELECT ${columns} FROM connections ORDER BY key`)
    .all()
    .map(connectionOf)
}

/** Adds a connection, or replaces what is kept of it. */
export function putConnection(db: Connection, connection: StoredConnection): void {
  const sql = `
    INSERT INTO connections (id, name, base_url, api_key, secret_origin, headers, models, models_fetched_at)
    VALUES (@id, @name, @baseUrl, @apiKey, @secretOrigin, @headers, @models, @modelsFetchedAt)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, base_url = excluded.base_url, api_key = excluded.api_key,
      secret_origin = excluded.secret_origin,
      headers = excluded.headers, models = excluded.models, models_fetched_at = excluded.models_fetched_at`
  const row = {
    ...connection,
    headers: JSON.stringify(connection.headers),
    models: JSON.stringify(connection.models),
  }
  statement<[typeof row]>(db, sql).run(row)
}

/** Answers whether there was one. */
export function deleteConnection(db: Connection, id: ConnectionId): boolean {
  return statement<[ConnectionId]>(db, 'DELETE FROM connections WHERE id = ?').run(id).changes > 0
}
