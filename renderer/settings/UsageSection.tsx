import { useBudget } from '../usage/budgetStore.ts'
import { BudgetPart } from './usage/BudgetPart.tsx'
import { RecentRequests } from './usage/RecentRequests.tsx'
import { UsagePart } from './usage/UsagePart.tsx'

/** What models were asked and what it cost. */
export function UsageSection() {
  const withCharges = useBudget((state) => state.budget?.enabled ?? false)
  return (
    <>
      <BudgetPart />
      <UsagePart />
      <RecentRequests withCharges={withCharges} />
    </>
  )
}
