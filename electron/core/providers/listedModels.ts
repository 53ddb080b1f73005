import { bounds } from '../../../shared/bounds.ts'
import type { RemoteModel } from './provider.ts'

/** A model as a provider, or an earlier version of this program, has it: nothing in it is sure. */
export type ListedModel = { readonly [Member in keyof RemoteModel]?: unknown }

/** No count of tokens is larger than this; what claims to be is cut. */
const mostTokens = 1_000_000_000
/** Kinds of what a model can be given, and the length of their names. */
const mostKinds = 16
const longestKind = 32

/** Characters that no line of a list should have: controls, and what turns the direction of what follows. */
const unseen = /[\p{Cc}\p{Cs}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu

/** What nobody sees: zero-width characters, fillers and the like, which emoji have among others. */
const invisible = /[\p{Default_Ignorable_Code_Point}\s]/gu

function isVisible(text: string): boolean {
  return text.replaceAll(invisible, '') !== ''
}

/** A count of tokens; null for what is none. */
export function tokens(value: unknown): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) return null
  return Math.min(Math.round(value), mostTokens)
}

function plain(text: unknown): string {
  const shown =
    typeof text === 'string' ? text.slice(0, bounds.modelId.max).replaceAll(unseen, ' ').trim() : ''
  return isVisible(shown) ? shown : ''
}

function labelOf(label: unknown, name: string): string {
  const characters = Array.from(plain(label) || plain(name) || 'Model')
  const { max } = bounds.modelLabel
  return characters.length > max ? `${characters.slice(0, max - 1).join('')}…` : characters.join('')
}

function kindsOf(accepts: unknown): readonly string[] | null {
  if (!Array.isArray(accepts)) return null
  return accepts
    .filter((kind): kind is string => typeof kind === 'string' && kind.length <= longestKind)
    .slice(0, mostKinds)
}

function soundModel({ accepts, contextTokens, label, name }: ListedModel): RemoteModel | null {
  if (typeof name !== 'string' || !isVisible(name) || name.length > bounds.modelId.max) return null
  // No model is called so, a request or a database would change it, and a person would read another name.
  if (name.search(unseen) >= 0) return null
  return {
    name,
    label: labelOf(label, name),
    contextTokens: tokens(contextTokens) || null,
    accepts: kindsOf(accepts),
  }
}

/** Of a list of models what can be shown and chosen: each once, bounded. A bad one is left out, the rest stays. */
export function soundModels(listed: readonly ListedModel[]): readonly RemoteModel[] {
  const found = new Map<string, RemoteModel>()
  for (const row of listed) {
    if (found.size >= bounds.models.max) break
    const model = typeof row === 'object' && row !== null ? soundModel(row) : null
    if (model && !found.has(model.name)) found.set(model.name, model)
  }
  return [...found.values()]
}
