import {
  budgetBounds,
  chargeOf,
  isSpent,
  type BudgetState,
  type BudgetUnit,
} from '../../../../shared/budget.ts'
import type { ModelId } from '../../../../shared/contract/base.ts'
import type { Budget } from '../../../../shared/contract/usage.ts'
import { CallError } from '../../callError.ts'
import type { Connection } from '../connection.ts'
import { statement } from '../statement.ts'

/** A row as SQLite has it: without truth values. */
interface PlainBudget extends Omit<Budget, 'available' | 'enabled' | 'freeLocal'> {
  /** What answers that are being written will cost. */
  readonly held: number
  readonly enabled: number
  readonly freeLocal: number
}

/** What can be set; a balance only grows by `addToBalance` and shrinks by what is charged. */
export type BudgetChange = Partial<Pick<Budget, 'enabled' | 'unit' | 'costPerRequest' | 'freeLocal'>>

/** The budget with what requests under way hold of it. A process that died holds nothing: its requests are ended. */
export function budgetOf(db: Connection): Budget {
  const sql = `
    SELECT
      enabled, unit, iif(unit = 'tokens', token_balance, balance) AS balance, cost_per_request AS costPerRequest,
      free_local AS freeLocal,
      (SELECT coalesce(sum(held), 0) FROM requests WHERE state = 'streaming' AND charging = unit) AS held
    FROM budget`
  const found = statement<[], PlainBudget>(db, sql).get()
  if (!found) throw new Error('the budget has no row')
  const { enabled, freeLocal, held, ...rest } = found
  return { ...rest, available: rest.balance - held, enabled: enabled === 1, freeLocal: freeLocal === 1 }
}

export function changeBudget(db: Connection, change: BudgetChange): void {
  const sql = `
    UPDATE budget SET enabled = @enabled, unit = @unit, cost_per_request = @costPerRequest, free_local = @freeLocal`
  const { costPerRequest, enabled, freeLocal, unit } = { ...budgetOf(db), ...change }
  const row = { costPerRequest, unit, enabled: Number(enabled), freeLocal: Number(freeLocal) }
  statement<[typeof row]>(db, sql).run(row)
}

/** Each unit has a balance of its own; changed is that of the unit that is chosen. */
function setBalance(db: Connection, { unit }: BudgetState, balance: number): void {
  const column = unit === 'tokens' ? 'token_balance' : 'balance'
  statement<[number]>(db, `UPDATE budget SET ${column} = ?`).run(balance)
}

/** Adds to the balance, up to the most that one can be. */
export function addToBalance(db: Connection, amount: number): void {
  const budget = budgetOf(db)
  setBalance(db, budget, Math.min(budget.balance + amount, budgetBounds.balance.max))
}

/** Takes from the balance, never more than is there. Answers with what was taken. */
export function takeFromBalance(db: Connection, amount: number): number {
  const budget = budgetOf(db)
  const taken = Math.min(amount, budget.balance)
  setBalance(db, budget, budget.balance - taken)
  return taken
}

/** What a request will be charged for, and what is kept of the balance until it has ended. */
export interface Charge {
  readonly charging: 'nothing' | BudgetUnit
  readonly held: number
}

function heldFor(charging: Charge['charging'], { costPerRequest }: BudgetState): number {
  return charging === 'requests' ? costPerRequest : 0
}

/** What an answer of a model will be charged. @throws CallError `BUDGET_SPENT` when the budget does not cover it */
export function chargeForAnswer(db: Connection, model: ModelId): Charge {
  const budget = budgetOf(db)
  if (isSpent(budget, model)) {
    const cost = budget.unit === 'requests' ? budget.costPerRequest : null
    throw new CallError('BUDGET_SPENT', { balance: Math.max(budget.available, 0), cost })
  }
  const charging = chargeOf(budget, model)
  return { charging, held: heldFor(charging, budget) }
}

/** What a title will be charged: its tokens where tokens are counted. Null when the budget is spent. */
export function chargeForTitle(db: Connection, model: ModelId): Charge | null {
  const budget = budgetOf(db)
  if (isSpent(budget, model)) return null
  return { charging: chargeOf(budget, model) === 'tokens' ? 'tokens' : 'nothing', held: 0 }
}
