import { setImmediate as others } from 'node:timers/promises'
import type { DayUsage } from '../../../shared/contract/usage.ts'
import type { ProfileDatabase } from '../database/profileDatabase.ts'
import { offsetStretches, type OffsetStretch } from './offsetStretches.ts'

function added(sum: DayUsage | undefined, usage: DayUsage): DayUsage {
  if (!sum) return usage
  return {
    ...usage,
    requests: sum.requests + usage.requests,
    failed: sum.failed + usage.failed,
    inputTokens: sum.inputTokens + usage.inputTokens,
    outputTokens: sum.outputTokens + usage.outputTokens,
    estimated: sum.estimated || usage.estimated,
    duration: sum.duration + usage.duration,
  }
}

/** The database is asked for at most this much time at once, in milliseconds: some thousand requests of a busy person. */
const longestPiece = 30 * 24 * 3_600_000

function piecesOf({ from, offset, to }: OffsetStretch): readonly OffsetStretch[] {
  const count = Math.ceil((to - from) / longestPiece)
  return Array.from({ length: count }, (_, index) => {
    const begins = from + index * longestPiece
    return { from: begins, to: Math.min(begins + longestPiece, to), offset }
  })
}

export interface UsageRange {
  /** Epoch milliseconds; `to` is left out. */
  readonly from: number
  readonly to: number
  readonly timeZone: string
}

/**
 * Usage by the days of a zone, oldest first, and model. The database counts days as clocks do that are as far from
 * UTC throughout, so it is asked for each stretch in which they are; on the day of a change two stretches meet.
 */
export async function usageByDay(
  database: Pick<ProfileDatabase, 'usage' | 'usageRange'>,
  { from, timeZone, to }: UsageRange,
): Promise<DayUsage[]> {
  const recorded = await database.usageRange()
  if (!recorded) return []
  const sums = new Map<string, DayUsage>()
  const [first, last] = [Math.max(from, recorded.from), Math.min(to, recorded.to)]
  for (const piece of offsetStretches(first, last, timeZone).flatMap(piecesOf)) {
    for (const usage of await database.usage(piece)) {
      const name = `${usage.day} ${usage.modelId}`
      sums.set(name, added(sums.get(name), usage))
    }
    // Years of usage are no reason to keep an answer waiting that is being written.
    await others()
  }
  return [...sums.values()]
}
