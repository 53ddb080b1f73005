import { providerKindOf } from './parameters.ts'

/** What a budget counts: requests at a price each, or tokens as they are read and written. */
export const budgetUnits = ['requests', 'tokens'] as const
export type BudgetUnit = (typeof budgetUnits)[number]

/** The bounds of a budget, and what one starts with. */
export const budgetBounds = {
  cost: { min: 1, max: 1_000_000, preset: 100 },
  balance: { max: 1_000_000_000_000, preset: 4_000 },
  topUp: { min: 1, max: 1_000_000_000, presets: { requests: 4_000, tokens: 100_000 } },
} as const

export interface BudgetState {
  /** Off: nothing is charged and nothing refused. */
  readonly enabled: boolean
  readonly unit: BudgetUnit
  /** What is left, answers that are being written counted as paid. */
  readonly available: number
  /** What an answer costs where requests are counted. */
  readonly costPerRequest: number
  /** Answers of models on this machine cost nothing. */
  readonly freeLocal: boolean
}

/** What an answer of a model is charged: nothing, a price that is known before, or the tokens it takes. */
export function chargeOf(budget: BudgetState, modelId: string): 'nothing' | BudgetUnit {
  if (!budget.enabled) return 'nothing'
  return budget.freeLocal && providerKindOf(modelId) === 'local' ? 'nothing' : budget.unit
}

/** Whether what is left does not cover another answer that costs something. */
export function isUsedUp({ available, costPerRequest, unit }: BudgetState): boolean {
  return unit === 'requests' ? available < costPerRequest : available <= 0
}

/** Whether what is left does not cover another answer of a model. */
export function isSpent(budget: BudgetState, modelId: string): boolean {
  return chargeOf(budget, modelId) !== 'nothing' && isUsedUp(budget)
}
