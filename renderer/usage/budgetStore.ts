import type { Budget } from '../../shared/contract/usage.ts'
import { call } from '../connection/call.ts'
import { singleFlight } from '../connection/singleFlight.ts'
import { createProfileStore } from '../state/profileState.ts'

interface BudgetStoreState {
  /** Null until it has been fetched. */
  readonly budget: Budget | null
  /** Grows whenever requests were recorded or the budget was changed, so that what shows them fetches again. */
  readonly version: number
}

const nothing: BudgetStoreState = { budget: null, version: 0 }

export const useBudget = createProfileStore<BudgetStoreState>(() => nothing)

export function setBudget(budget: Budget): void {
  useBudget.setState(({ version }) => ({ budget, version: version + 1 }))
}

/** Fetches the budget again. What could not be fetched now is fetched at the next `ready`. */
export const refreshBudget: () => void = singleFlight(async () => {
  try {
    setBudget(await call((client) => client.budget.get({})))
  } catch {
    // The connection is lost or nobody is signed in: `ready` follows once that has changed.
  }
})
