import { CallError } from '../callError.ts'

/** A token bucket: `burst` at once, then one each `interval` milliseconds. */
export interface Rate {
  readonly burst: number
  readonly interval: number
}

interface Bucket {
  readonly tokens: number
  /** When there were so many, epoch milliseconds. */
  readonly at: number
}

/** Windows whose buckets are remembered; one that is forgotten starts anew, within what the machine is allowed. */
const mostWindows = 1_000

function filled({ burst, interval }: Rate, bucket: Bucket | undefined, now: number): Bucket {
  if (!bucket) return { tokens: burst, at: now }
  // A clock that was set back fills nothing.
  const since = Math.max(0, now - bucket.at)
  return { tokens: Math.min(burst, bucket.tokens + since / interval), at: now }
}

/** How long until there is one, in milliseconds. */
function missing({ tokens }: Bucket, { interval }: Rate): number {
  return Math.max(0, 1 - tokens) * interval
}

/** Bounds how often a thing is done, by each window and by all of this machine. Kept in memory. */
export class RateLimit {
  readonly #rates: { readonly window: Rate; readonly machine: Rate }
  readonly #now: () => number
  readonly #windows = new Map<string, Bucket>()
  #machine: Bucket | undefined

  constructor(rates: { readonly window: Rate; readonly machine: Rate }, now: () => number) {
    this.#rates = rates
    this.#now = now
  }

  /**
   * Counts one for a window; null is no window, which only the machine's bound holds for.
   * @throws CallError `TOO_MANY_ATTEMPTS` with nothing counted
   */
  take(windowId: string | null): void {
    const now = this.#now()
    const { machine, window } = this.#rates
    const ofMachine = filled(machine, this.#machine, now)
    const ofWindow = filled(window, windowId === null ? undefined : this.#windows.get(windowId), now)
    const wait = Math.max(missing(ofMachine, machine), missing(ofWindow, window))
    const taken = wait > 0 ? 0 : 1
    // Also of what is refused the time is kept: after a clock that was set back nobody waits until it is what it was.
    this.#machine = { ...ofMachine, tokens: ofMachine.tokens - taken }
    if (windowId !== null) this.#keep(windowId, { ...ofWindow, tokens: ofWindow.tokens - taken })
    if (wait > 0) throw new CallError('TOO_MANY_ATTEMPTS', { retryAt: Math.ceil(now + wait) })
  }

  #keep(windowId: string, bucket: Bucket): void {
    this.#windows.delete(windowId)
    this.#windows.set(windowId, bucket)
    const [oldest] = this.#windows.keys()
    if (this.#windows.size > mostWindows && oldest !== undefined) this.#windows.delete(oldest)
  }
}
