import { z } from 'zod'
import { budgetBounds, budgetUnits } from '../budget.ts'
import { bounds } from '../bounds.ts'
import { answerErrorCodes } from '../errors.ts'
import { isTimeZone } from '../timeZone.ts'
import { empty, modelId, signedIn, time } from './base.ts'
import { messageState } from './conversations.ts'

const count = z.number().int().nonnegative()

/** What a model was asked on one day. */
export const dayUsage = z.strictObject({
  /** Whole days since 1 January 1970, by the calendar of the zone that was asked for. */
  day: z.number().int(),
  modelId,
  /** As it was last called. */
  modelName: z.string(),
  requests: count,
  /** Of these, how many failed. */
  failed: count,
  inputTokens: count,
  outputTokens: count,
  /** Of some, the tokens are by our estimate: their provider did not count. */
  estimated: z.boolean(),
  /** The time that its answers took, in milliseconds. */
  duration: count,
})
export type DayUsage = z.infer<typeof dayUsage>

/** One request to a model. A record outlives its chat; it holds no text. */
export const requestRecord = z.strictObject({
  /** Grows with each request. */
  number: count,
  startedAt: time,
  modelId,
  modelName: z.string(),
  purpose: z.enum(['answer', 'title']),
  state: messageState,
  errorCode: z.enum(answerErrorCodes).nullable(),
  inputTokens: count.nullable(),
  outputTokens: count.nullable(),
  /** The tokens are by our estimate: the provider did not count. */
  estimated: z.boolean(),
  /** In milliseconds; null while it is under way, or where the process died in the midst of it. */
  duration: count.nullable(),
  /** What the budget was charged. */
  charged: count,
})
export type RequestRecord = z.infer<typeof requestRecord>

export const budget = z.strictObject({
  enabled: z.boolean(),
  unit: z.enum(budgetUnits),
  balance: count,
  /** The balance without what the answers that are being written will cost. */
  available: z.number().int(),
  costPerRequest: count,
  freeLocal: z.boolean(),
})
export type Budget = z.infer<typeof budget>

const budgetChange = z.strictObject({
  enabled: z.boolean().optional(),
  unit: z.enum(budgetUnits).optional(),
  costPerRequest: z.number().int().min(budgetBounds.cost.min).max(budgetBounds.cost.max).optional(),
  freeLocal: z.boolean().optional(),
})

const timeZone = z.string().max(64).refine(isTimeZone)

export const usageContract = {
  /** By day, oldest first, and model, of the requests that began from `from` on and before `to`. */
  summary: signedIn
    .input(z.strictObject({ from: time, to: time, timeZone }))
    .output(z.strictObject({ days: z.array(dayUsage) })),
  /** Newest first. `cursor` is the `nextCursor` of the page before. */
  requests: signedIn
    .input(z.strictObject({ cursor: count.nullable(), limit: z.number().int().min(1).max(bounds.page.max) }))
    .output(z.strictObject({ requests: z.array(requestRecord), nextCursor: count.nullable() })),
}

export const budgetContract = {
  get: signedIn.input(empty).output(budget),
  /** Changes what is given. The balance is changed by `topUp` and by answers alone. */
  update: signedIn.input(budgetChange).output(budget),
  /** Adds to the balance. */
  topUp: signedIn
    .input(
      z.strictObject({ amount: z.number().int().min(budgetBounds.topUp.min).max(budgetBounds.topUp.max) }),
    )
    .output(budget),
}
