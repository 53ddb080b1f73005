import { setTimeout as delay } from 'node:timers/promises'
import { mayPass, problemOf } from './downloadFault.ts'

export interface RetryOptions {
  /** Milliseconds before each further attempt; as many attempts as there are, unless something arrives. */
  readonly delays: readonly number[]
  readonly signal: AbortSignal
  /** What has arrived so far, in bytes: an attempt that brought something is no failure. */
  readonly received: () => number
  /** When the next attempt begins, epoch milliseconds; null as it begins. */
  readonly onWait: (retryAt: number | null) => void
  readonly now: () => number
}

/** Repeats an attempt while what went wrong may pass by itself. @throws what the last attempt threw */
export async function withRetries<Result>(
  attempt: () => Promise<Result>,
  options: RetryOptions,
): Promise<Result> {
  let failures = 0
  for (;;) {
    const before = options.received()
    try {
      return await attempt()
    } catch (error) {
      options.signal.throwIfAborted()
      const problem = problemOf(error)
      if (options.received() > before) failures = 0
      const wait = options.delays[failures]
      if (problem === null || !mayPass(problem) || wait === undefined) throw error
      failures += 1
      options.onWait(options.now() + wait)
      await delay(wait, undefined, { signal: options.signal })
      options.onWait(null)
    }
  }
}
