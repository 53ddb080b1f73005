import { availableParallelism } from 'node:os'
import { hashRaw } from '@node-rs/argon2'
import { createLaneQueue } from '../async/laneQueue.ts'

/** What deriving a key from a password costs. Stored with every wrap. */
export interface KeyDerivationCost {
  /** In KiB. */
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}

/** About half a second on a machine of today, and 128 MiB for each guess. */
export const strongCost: KeyDerivationCost = { memory: 128 * 1024, passes: 3, parallelism: 1 }

/**
 * Derives a key of 32 bytes from a password or a recovery code; the caller zeroes it. `signal` gives it up as long as
 * it waits for its turn.
 * @throws CallError `BUSY` when too many wait already, or when it was given up
 */
export type KeyDerivation = (
  secret: string,
  salt: Buffer,
  cost: KeyDerivationCost,
  signal?: AbortSignal,
) => Promise<Buffer>

/** Derivations for whom: one queue, in which those that are for a profile of this machine go first. */
export interface KeyDerivations {
  readonly derive: KeyDerivation
  /** For what anybody may ask for: a new profile, or the file of a backup from elsewhere. */
  readonly deriveForOutsider: KeyDerivation
}

/** `Algorithm.Argon2id` of the library, whose `const enum` cannot be imported. */
const argon2id = 2

async function derive(secret: string, salt: Buffer, cost: KeyDerivationCost): Promise<Buffer> {
  const bytes = Buffer.from(secret.normalize('NFC'))
  try {
    return await hashRaw(bytes, {
      algorithm: argon2id,
      memoryCost: cost.memory,
      timeCost: cost.passes,
      parallelism: cost.parallelism,
      outputLen: 32,
      salt,
    })
  } finally {
    bytes.fill(0)
  }
}

/** At once, though never more than there are cores: each takes 128 MiB, one from a file up to 256. */
const mostAtOnce = 2
/** Each takes about half a second, so that whoever comes last waits some eight seconds. */
const mostWaiting = 32
const mostOutsidersWaiting = 8

/** Runs a bounded number of derivations at a time, so that a flood of sign-ins takes the memory of two. */
export function createKeyDerivations(
  atOnce: number = Math.min(mostAtOnce, availableParallelism()),
): KeyDerivations {
  const run = createLaneQueue(atOnce, {
    profile: { atOnce, waiting: mostWaiting },
    outsider: { atOnce: 1, waiting: mostOutsidersWaiting },
  })
  const inLane =
    (lane: 'profile' | 'outsider'): KeyDerivation =>
    (secret, salt, cost, signal) =>
      run(lane, () => derive(secret, salt, cost), signal)
  return { derive: inLane('profile'), deriveForOutsider: inLane('outsider') }
}

export function isWeaker(cost: KeyDerivationCost, than: KeyDerivationCost): boolean {
  return cost.memory < than.memory || cost.passes < than.passes
}

/** The greater of two costs, part by part. */
export function strongerOf(one: KeyDerivationCost, other: KeyDerivationCost): KeyDerivationCost {
  return {
    memory: Math.max(one.memory, other.memory),
    passes: Math.max(one.passes, other.passes),
    parallelism: other.parallelism,
  }
}
