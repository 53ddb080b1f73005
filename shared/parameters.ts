/** What may be asked of a model besides the messages. What is left out is the model's own default. */
export interface ChatParameters {
  readonly temperature?: number | undefined
  /** Nucleus sampling: 0 to 1. */
  readonly topP?: number | undefined
  readonly topK?: number | undefined
  /** The longest answer, in tokens. */
  readonly maxTokens?: number | undefined
  /** The answer ends before any of these. */
  readonly stop?: readonly string[] | undefined
}

/** Who answers: a model on this machine, Gemini, OpenAI, or a server that speaks OpenAI's protocol. */
export type ProviderKind = 'local' | 'gemini' | 'openai' | 'server'

export interface NumberRange {
  readonly min: number
  readonly max: number
  readonly step: number
}

/** What a provider takes, with its range; null for what it does not take. */
export interface ParameterRanges {
  readonly temperature: NumberRange | null
  readonly topP: NumberRange | null
  readonly topK: NumberRange | null
  readonly maxTokens: NumberRange | null
  /** How many stop sequences it takes. */
  readonly stop: number
}

const share: NumberRange = { min: 0, max: 1, step: 0.05 }
const temperature: NumberRange = { min: 0, max: 2, step: 0.1 }
const topK: NumberRange = { min: 1, max: 1_000, step: 1 }
const maxTokens: NumberRange = { min: 1, max: 1_000_000, step: 1 }

/**
 * Sources: Gemini's GenerationConfig (temperature 0 to 2, topP, topK, up to 5 stop sequences), OpenAI's chat
 * completions (temperature 0 to 2, top_p, no top_k, up to 4 stop sequences), and what transformers.js generates with.
 */
export const parameterRanges: Readonly<Record<ProviderKind, ParameterRanges>> = {
  local: { temperature, topP: share, topK, maxTokens, stop: 0 },
  gemini: { temperature, topP: share, topK, maxTokens, stop: 5 },
  openai: { temperature, topP: share, topK: null, maxTokens, stop: 4 },
  server: { temperature, topP: share, topK: null, maxTokens, stop: 4 },
}

/** Who answers for a model, by its id: `local:…`, `gemini:…`, `openai:…` or `server-<8 hex digits>:…`. */
export function providerKindOf(modelId: string): ProviderKind {
  const provider = modelId.slice(0, modelId.indexOf(':'))
  if (provider === 'gemini' || provider === 'openai' || provider === 'local') return provider
  return 'server'
}
