import { isSpent } from '../../shared/budget.ts'
import type { ModelId } from '../../shared/contract/base.ts'
import { openSettings } from '../settings/settingsDoorStore.ts'
import { useBudget } from './budgetStore.ts'

const numbers = new Intl.NumberFormat('en')

/** What is left of the budget, beside the composer; once it is spent, how to go on. Nothing while it is off. */
export function BudgetLine({ modelId }: { readonly modelId: ModelId | null }) {
  const budget = useBudget((state) => state.budget)
  if (!budget?.enabled) return null
  const spent = modelId !== null && isSpent(budget, modelId)
  const unit = budget.unit === 'tokens' ? ' tokens' : ''
  return (
    <button
      type="button"
      className="budget-line"
      data-problem={spent || undefined}
      title={`An answer costs ${budget.unit === 'tokens' ? 'the tokens it takes' : numbers.format(budget.costPerRequest)}. Opens Usage.`}
      onClick={() => openSettings('Usage')}
    >
      {spent ? 'Top up the budget' : `Budget: ${numbers.format(Math.max(budget.available, 0))}${unit} left`}
    </button>
  )
}
