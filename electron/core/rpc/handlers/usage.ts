import type { Budget } from '../../../../shared/contract/usage.ts'
import type { BudgetChange } from '../../database/usage/budget.ts'
import type { OpenProfile } from '../../sessions/openProfile.ts'
import { usageByDay } from '../../usage/dayUsage.ts'
import { procedures, profileOf } from '../context.ts'

export const usageHandlers = {
  summary: procedures.usage.summary.handler(async ({ context, input }) => ({
    days: await usageByDay(profileOf(context).database, input),
  })),

  requests: procedures.usage.requests.handler(async ({ context, input }) => {
    const { cursor, limit } = input
    const found = await profileOf(context).database.requests(cursor, limit + 1)
    const requests = found.slice(0, limit)
    const nextCursor = found.length > limit ? (requests.at(-1)?.number ?? null) : null
    return { requests, nextCursor }
  }),
}

/** Tells all windows that the budget is not what it was. */
function announced(profile: OpenProfile, budget: Budget): Budget {
  profile.publish({ type: 'budget-changed' })
  return budget
}

/** What was given: a key that is there without a value changes nothing. */
function given(input: {
  readonly [Key in keyof BudgetChange]?: BudgetChange[Key] | undefined
}): BudgetChange {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
}

export const budgetHandlers = {
  get: procedures.budget.get.handler(({ context }) => profileOf(context).database.budget()),

  update: procedures.budget.update.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    return announced(profile, await profile.database.changeBudget(given(input)))
  }),

  topUp: procedures.budget.topUp.handler(async ({ context, input }) => {
    const profile = profileOf(context)
    return announced(profile, await profile.database.topUp(input.amount))
  }),
}
