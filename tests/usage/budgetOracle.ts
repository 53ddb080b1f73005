import type { BudgetUnit } from '../../shared/budget.ts'

/** A budget kept in memory in the plainest way: an answer under way knows what it will cost. */
export interface BudgetOracle {
  enabled: boolean
  unit: BudgetUnit
  /** One for each unit. */
  readonly balances: Record<BudgetUnit, number>
  cost: number
  freeLocal: boolean
  /** Answers under way, by the place of their chat. */
  readonly running: Map<number, RunningAnswer>
  charged: number
  requests: number
}

interface RunningAnswer {
  readonly charging: 'nothing' | BudgetUnit
  readonly price: number
}

export function newBudgetOracle(): BudgetOracle {
  const preset = { enabled: false, unit: 'requests', cost: 100, freeLocal: false } as const
  const balances = { requests: 4_000, tokens: 100_000 }
  return { ...preset, balances, running: new Map(), charged: 0, requests: 0 }
}

export function available({ balances, running, unit }: BudgetOracle): number {
  const held = [...running.values()].map(({ charging, price }) => (charging === unit ? price : 0))
  return balances[unit] - held.reduce((sum, one) => sum + one, 0)
}

/** Whether the budget refuses an answer; what is not refused is under way from then on. */
export function refuses(oracle: BudgetOracle, chat: number, local: boolean): boolean {
  const charging = oracle.enabled && !(local && oracle.freeLocal) ? oracle.unit : 'nothing'
  const left = available(oracle)
  if (charging === 'requests' && left < oracle.cost) return true
  if (charging === 'tokens' && left <= 0) return true
  oracle.running.set(chat, { charging, price: charging === 'requests' ? oracle.cost : 0 })
  oracle.requests += 1
  return false
}

export function ends(oracle: BudgetOracle, chat: number, complete: boolean, tokens: number): void {
  const answer = oracle.running.get(chat)
  oracle.running.delete(chat)
  if (!answer || !complete || !oracle.enabled || answer.charging !== oracle.unit) return
  const { balances, unit } = oracle
  const taken = Math.min(answer.charging === 'tokens' ? tokens : answer.price, balances[unit])
  balances[unit] -= taken
  oracle.charged += taken
}
