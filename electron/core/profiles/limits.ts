import { RateLimit } from '../async/rateLimit.ts'

const second = 1_000
const minute = 60 * second

/** How often anybody may do what needs no sign-in. */
export interface Limits {
  /** Make a profile or give one another name, which tells what names exist. */
  readonly names: RateLimit
  /** Try the secret of a file, which costs a derivation. */
  readonly files: RateLimit
  /** Ask the key store, which is another process. */
  readonly keyStore: RateLimit
}

/** Rarely enough to cost little, often enough for a family that begins with Confab. */
export function createLimits(now: () => number): Limits {
  return {
    names: new RateLimit(
      { window: { burst: 10, interval: minute }, machine: { burst: 30, interval: 2 * minute } },
      now,
    ),
    files: new RateLimit(
      { window: { burst: 5, interval: 10 * second }, machine: { burst: 10, interval: 5 * second } },
      now,
    ),
    keyStore: new RateLimit(
      { window: { burst: 5, interval: 10 * second }, machine: { burst: 10, interval: 3 * second } },
      now,
    ),
  }
}
