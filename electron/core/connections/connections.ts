import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { connectionId, modelId, type ConnectionId, type ModelId } from '../../../shared/contract/base.ts'
import type { Connection } from '../../../shared/contract/connections.ts'
import type { Model } from '../../../shared/contract/models.ts'
import { CallError } from '../callError.ts'
import type { StoredConnection } from '../database/connections.ts'
import type { ProfileDatabase } from '../database/profileDatabase.ts'
import { soundModels } from '../providers/listedModels.ts'
import type {
  Endpoint,
  ModelListing,
  ProviderProblem,
  RemoteModel,
  RemoteProvider,
} from '../providers/provider.ts'
import { addressOf } from '../providers/remote/protocol.ts'
import { machineKeys } from './environment.ts'

/** How long a provider may take to list its models, or to say a word, in milliseconds. */
const askingLimit = 30_000

export interface ConnectionsOptions {
  readonly database: ProfileDatabase
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly remote: (endpoint: Endpoint) => RemoteProvider
  readonly now: () => number
}

/** A server to be added or changed; what is null stays as it is. */
export interface ServerChange {
  readonly name: string
  readonly baseUrl: string
  readonly apiKey: string | null
  readonly headers: Readonly<Record<string, string>> | null
}

/** Where a profile's models are asked over the network. Keys go in and never come out to a window. */
export class Connections {
  readonly #options: ConnectionsOptions

  constructor(options: ConnectionsOptions) {
    this.#options = options
  }

  /** Gemini and OpenAI, which are always there, and then the servers. */
  async list(): Promise<Connection[]> {
    return (await this.#all()).map((stored) => this.#shown(stored))
  }

  async setKey(id: ConnectionId, apiKey: string | null): Promise<Connection> {
    const stored = await this.#find(id)
    const secretOrigin = originOf(this.#addressOf(stored))
    const headers = secretsBelong(stored, secretOrigin) ? stored.headers : {}
    return this.#put({ ...stored, apiKey, headers, secretOrigin })
  }

  async addServer(change: ServerChange): Promise<Connection> {
    const id = connectionId.parse(`server-${randomBytes(4).toString('hex')}`)
    const { apiKey, headers, ...rest } = change
    const secretOrigin = originOf(change.baseUrl)
    return this.#put({ ...empty(id, change.name), ...rest, apiKey, headers: headers ?? {}, secretOrigin })
  }

  /**
   * A new address is another server: its models are fetched anew. Key and headers belong to the origin they were given
   * for, so another one has none of them until they are given again.
   */
  async changeServer(
    id: ConnectionId,
    { name, baseUrl, apiKey, headers }: ServerChange,
  ): Promise<Connection> {
    const stored = await this.#find(id)
    if (kindOf(id) !== 'server') throw new CallError('CONNECTION_NOT_FOUND')
    const known = stored.baseUrl === baseUrl ? {} : { models: [], modelsFetchedAt: null }
    const secretOrigin = originOf(baseUrl)
    const kept = secretsBelong(stored, secretOrigin) ? stored : empty(id, name)
    return this.#put({
      ...stored,
      ...known,
      name,
      baseUrl,
      apiKey: apiKey ?? kept.apiKey,
      headers: headers ?? kept.headers,
      secretOrigin,
    })
  }

  async removeServer(id: ConnectionId): Promise<void> {
    if (kindOf(id) !== 'server') throw new CallError('CONNECTION_NOT_FOUND')
    await this.#options.database.removeConnection(id)
  }

  /** Asks for the models and keeps them when they came. */
  async refreshModels(id: ConnectionId): Promise<ModelListing> {
    const stored = await this.#find(id)
    const listing = await this.#options
      .remote(this.#endpointOf(stored))
      .listModels(AbortSignal.timeout(askingLimit))
    if (listing.problem === null) {
      await this.#put({ ...stored, models: listing.models, modelsFetchedAt: this.#options.now() })
    }
    return listing
  }

  /** Asks a model for a word: a wrong name or an empty account shows only then. Answers with what is wrong. */
  async tryModel(model: ModelId): Promise<ProviderProblem | null> {
    const endpoint = await this.endpoint(model)
    if (!endpoint) return { problem: 'CONNECTION_NOT_FOUND' }
    const messages = [{ role: 'user', text: 'Hello' }] as const
    const request = { modelId: model, systemPrompt: '', parameters: { maxTokens: 16 }, messages }
    for await (const part of this.#options
      .remote(endpoint)
      .stream(request, AbortSignal.timeout(askingLimit))) {
      if (part.type === 'error') return { problem: part.code, details: part.details ?? null }
      if (part.type === 'stopped') return { problem: 'OFFLINE_ONLY' }
      if (part.type === 'text' || part.type === 'reasoning' || part.type === 'finish') return null
    }
    return { problem: 'TIMED_OUT' }
  }

  /** Where and with what a model is asked; null when its connection was removed. */
  async endpoint(model: ModelId): Promise<Endpoint | null> {
    const stored = (await this.#all()).find(({ id }) => id === connectionOf(model))
    return stored ? this.#endpointOf(stored) : null
  }

  /** What a model is called; any name may be typed in where the connection exists. */
  async modelName(model: ModelId): Promise<string | null> {
    const stored = (await this.#all()).find(({ id }) => id === connectionOf(model))
    if (!stored) return null
    const name = model.slice(model.indexOf(':') + 1)
    return stored.models.find((known) => known.name === name)?.label ?? name
  }

  /** The models that the providers listed last. */
  async models(): Promise<readonly Model[]> {
    return (await this.#all()).flatMap((stored) =>
      stored.models.flatMap((model) => shownModel(stored, model)),
    )
  }

  async #all(): Promise<readonly StoredConnection[]> {
    const stored = await Promise.all(
      (await this.#options.database.connections()).map((connection) => this.#healed(connection)),
    )
    const known = (id: 'gemini' | 'openai', name: string): StoredConnection =>
      stored.find((connection) => connection.id === id) ?? empty(connectionId.parse(id), name)
    const servers = stored.filter(({ id }) => kindOf(id) === 'server')
    return [known('gemini', 'Gemini'), known('openai', 'OpenAI'), ...servers]
  }

  /** What an earlier version kept of a list without bounds is put right where it is read, once. */
  async #healed(stored: StoredConnection): Promise<StoredConnection> {
    const healed = { ...stored, models: soundModels(stored.models) }
    if (isDeepStrictEqual(healed.models, stored.models)) return stored
    await this.#options.database.putConnection(healed)
    return healed
  }

  async #find(id: ConnectionId): Promise<StoredConnection> {
    const found = (await this.#all()).find((connection) => connection.id === id)
    if (!found) throw new CallError('CONNECTION_NOT_FOUND')
    return found
  }

  async #put(connection: StoredConnection): Promise<Connection> {
    await this.#options.database.putConnection(connection)
    return this.#shown(connection)
  }

  /** Where a connection is asked: the machine may lead a provider to another address than its own. */
  #addressOf({ baseUrl, id }: StoredConnection): string {
    const kind = kindOf(id)
    return addressOf({ kind, baseUrl: baseUrl ?? machineKeys(kind, this.#options.environment).baseUrl })
  }

  #endpointOf(stored: StoredConnection): Endpoint {
    const kind = kindOf(stored.id)
    const machine = machineKeys(kind, this.#options.environment)
    const belong = secretsBelong(stored, originOf(this.#addressOf(stored)))
    return {
      kind,
      baseUrl: stored.baseUrl ?? machine.baseUrl,
      apiKey: (belong ? stored.apiKey : null) ?? machine.apiKey,
      headers: belong ? stored.headers : {},
    }
  }

  #shown(stored: StoredConnection): Connection {
    const { kind, baseUrl, apiKey, headers } = this.#endpointOf(stored)
    const belong = secretsBelong(stored, originOf(this.#addressOf(stored)))
    return {
      id: stored.id,
      kind,
      name: stored.name,
      baseUrl,
      // Of a key so short that four characters give it away, nothing is shown.
      keyHint: apiKey !== null && apiKey.length >= 12 ? apiKey.slice(-4) : null,
      keySource: belong && stored.apiKey !== null ? 'profile' : apiKey !== null ? 'environment' : 'none',
      keyElsewhere: !belong && stored.apiKey !== null ? ownerOf(stored) : null,
      headerNames: Object.keys(headers),
      modelsFetchedAt: stored.modelsFetchedAt,
    }
  }
}

function empty(id: ConnectionId, name: string): StoredConnection {
  return {
    id,
    name,
    baseUrl: null,
    apiKey: null,
    secretOrigin: null,
    headers: {},
    models: [],
    modelsFetchedAt: null,
  }
}

/** Scheme, host and port of an address; null for what is none of the web. */
function originOf(address: string): string | null {
  const url = URL.parse(address)
  return url && /^https?:$/u.test(url.protocol) ? url.origin : null
}

/** The origin that a stored key and headers were given for. */
function ownerOf({ baseUrl, id, secretOrigin }: StoredConnection): string | null {
  return secretOrigin ?? originOf(addressOf({ kind: kindOf(id), baseUrl }))
}

/** Whether they may be sent there. */
function secretsBelong(stored: StoredConnection, origin: string | null): boolean {
  return origin !== null && ownerOf(stored) === origin
}

function kindOf(id: ConnectionId): Endpoint['kind'] {
  const kind: string = id
  return kind === 'gemini' || kind === 'openai' ? kind : 'server'
}

function connectionOf(model: ModelId): string {
  return model.slice(0, model.indexOf(':'))
}

/** A listed model with its id; none for a name that no id can hold. */
function shownModel({ id, name }: StoredConnection, model: RemoteModel): readonly Model[] {
  const parsed = modelId.safeParse(`${id}:${model.name}`)
  if (!parsed.success) return []
  const { label, contextTokens } = model
  const accepts = model.accepts && [...model.accepts]
  return [
    {
      id: parsed.data,
      name: label,
      description: name,
      bundled: false,
      connectionId: id,
      contextTokens,
      accepts,
    },
  ]
}
