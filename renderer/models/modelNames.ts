/** Pure: models by their ids, whether they stand in a list or were typed in. */
import { bounds } from '../../shared/bounds.ts'
import type { ConnectionId, ModelId } from '../../shared/contract/base.ts'
import type { Connection } from '../../shared/contract/connections.ts'
import type { Model } from '../../shared/contract/models.ts'

const numbers = new Intl.NumberFormat('en')
const lists = new Intl.ListFormat('en')

/** Who serves a model; null for this machine. */
export function connectionIdOf(id: ModelId): ConnectionId | null {
  const provider = id.slice(0, id.indexOf(':'))
  // What stands before the colon of a model's id is the id of its connection.
  return provider === 'local' ? null : (provider as ConnectionId)
}

/** What a provider calls a model. */
export function typedName(id: ModelId): string {
  return id.slice(id.indexOf(':') + 1)
}

/** A model by its id; one that is in no list goes by the name that was typed in. */
export function namedModel(models: readonly Model[], id: ModelId): Pick<Model, 'id' | 'name'> {
  return models.find((model) => model.id === id) ?? { id, name: typedName(id) }
}

/** A name as it was typed in, made into an id; or what is wrong with it. */
export function typedModel(
  connectionId: ConnectionId,
  typed: string,
): { readonly modelId: ModelId } | { readonly problem: string } {
  const name = typed.trim()
  if (name === '') return { problem: 'Enter the name of the model, as its provider calls it.' }
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(name))
    return { problem: 'A model’s name is one line of text. Copy it from the provider’s own list.' }
  const id = `${connectionId}:${name}`
  if (id.length > bounds.modelId.max) return { problem: 'This name is too long. Check it.' }
  return { modelId: id as ModelId }
}

/** One line on a model for the pointer that rests on it. */
export function modelTitle({ accepts, contextTokens, description }: Model): string {
  const accepted = accepts && accepts.length > 0 ? `Accepts ${lists.format(accepts)}.` : ''
  const reads = contextTokens === null ? '' : `Reads ${numbers.format(contextTokens)} tokens at once.`
  const described = description === '' || /[.!?]$/u.test(description) ? description : `${description}.`
  return [described, reads, accepted].filter(Boolean).join(' ')
}

export interface ModelGroup {
  readonly connectionId: ConnectionId | null
  readonly name: string
  readonly models: readonly Model[]
}

/** Nothing of a group can be picked: it is a connection's, and that cannot be asked now. */
export function isOff(
  { connectionId }: Pick<ModelGroup, 'connectionId'>,
  connections: readonly Connection[],
  askable: readonly Connection[],
): boolean {
  const hasId = ({ id }: Connection): boolean => id === connectionId
  return connections.some(hasId) && !askable.some(hasId)
}

/** What a provider is called when its connection is not known (any more). */
function providerName(id: ConnectionId): string {
  if (id === 'gemini') return 'Gemini'
  return id === 'openai' ? 'OpenAI' : 'Removed server'
}

/**
 * Models by who serves them, in the order of the connections, this machine first. Who has none is left out, but for
 * the one that serves `chosenId`.
 */
export function modelGroups(
  models: readonly Model[],
  connections: readonly Connection[],
  chosenId: ModelId | null,
): readonly ModelGroup[] {
  const needed = [
    ...models.map((model) => model.connectionId),
    ...(chosenId ? [connectionIdOf(chosenId)] : []),
  ]
  const known = new Map<ConnectionId | null, string>([
    [null, 'On this machine'],
    ...connections.map(({ id, name }) => [id, name] as const),
  ])
  for (const id of needed) if (id !== null && !known.has(id)) known.set(id, providerName(id))
  const wanted = new Set(needed)
  return [...known]
    .filter(([connectionId]) => wanted.has(connectionId))
    .map(([connectionId, name]) => ({
      connectionId,
      name,
      models: models.filter((model) => model.connectionId === connectionId),
    }))
}
