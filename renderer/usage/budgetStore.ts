import { create } from 'zustand'
import type { Budget } from '../../shared/contract/usage.ts'
import { call } from '../connection/call.ts'
import { singleFlight } from '../connection/singleFlight.ts'

interface BudgetStoreState {
  /** Null until it has been fetched. */
  readonly budget: Budget | null
  /** Grows whenever requests were recorded or the budget was changed, so that what shows them fetches again. */
  readonly version: number
}

const nothing: BudgetStoreState = { budget: null, version: 0 }

export const useBudget = create<BudgetStoreState>(() => nothing)

/** Counts the times the store was emptied: an answer to a request of before belongs to another profile. */
let generation = 0

export function clearBudget(): void {
  generation += 1
  useBudget.setState(nothing)
}

export function setBudget(budget: Budget): void {
  useBudget.setState(({ version }) => ({ budget, version: version + 1 }))
}

/** Fetches the budget again. What could not be fetched now is fetched at the next `ready`. */
export const refreshBudget: () => void = singleFlight(async () => {
  const asked = generation
  try {
    const budget = await call((client) => client.budget.get({}))
    if (asked === generation) setBudget(budget)
  } catch {
    // The connection is lost or nobody is signed in: `ready` follows once that has changed.
  }
})
