import type { ModelId } from '../../../shared/contract/base.ts'
import type { ChatParameters } from '../../../shared/parameters.ts'
import { providerKindOf } from '../../../shared/parameters.ts'
import { tokenLimits } from '../../../shared/tokenLimits.ts'
import type { Model } from '../../../shared/contract/models.ts'
import type { ModelCatalogue } from '../models/modelCatalogue.ts'

/** How much a model reads. */
export interface ModelLimits {
  /** What it reads at once, in tokens; null where that is not known. */
  readonly limitTokens: number | null
  /** What of it may be filled with messages, room for the answer left aside. */
  readonly inputTokens: number | null
  /** It reads the newest message and nothing else. */
  readonly newestOnly: boolean
}

/** The room that is left to an answer whose longest length nobody has set, in tokens; at most a quarter of all. */
const usualAnswer = 4_096

const unknown: ModelLimits = { limitTokens: null, inputTokens: null, newestOnly: false }

async function localLimits(
  models: Pick<ModelCatalogue, 'find'>,
  modelId: ModelId,
  { maxTokens }: ChatParameters,
): Promise<ModelLimits> {
  const manifest = (await models.find(modelId))?.manifest
  if (!manifest) return unknown
  const asked = maxTokens === undefined || manifest.gate ? manifest : { ...manifest, maxNewTokens: maxTokens }
  return {
    limitTokens: manifest.contextTokens,
    inputTokens: tokenLimits(asked).input,
    newestOnly: manifest.prompt === 'last-message',
  }
}

/** Gemini's limit is of what is read alone; anybody else's is shared by question and answer. */
function remoteLimits(kind: 'gemini' | 'openai' | 'server', limit: number, maxTokens?: number): ModelLimits {
  if (kind === 'gemini') return { limitTokens: limit, inputTokens: limit, newestOnly: false }
  const room = Math.min(maxTokens ?? Math.min(usualAnswer, Math.floor(limit / 4)), Math.floor(limit / 2))
  return { limitTokens: limit, inputTokens: limit - room, newestOnly: false }
}

export interface KnownModels {
  /** Those on this machine. */
  readonly local: Pick<ModelCatalogue, 'find'>
  /** Those that the providers listed last. */
  readonly remote: () => Promise<readonly Model[]>
}

/** How much a model reads, as far as it or its provider says. */
export async function modelLimits(
  { local, remote }: KnownModels,
  modelId: ModelId,
  parameters: ChatParameters,
): Promise<ModelLimits> {
  const kind = providerKindOf(modelId)
  if (kind === 'local') return localLimits(local, modelId, parameters)
  const limit = (await remote()).find(({ id }) => id === modelId)?.contextTokens ?? null
  return limit === null ? unknown : remoteLimits(kind, limit, parameters.maxTokens)
}
