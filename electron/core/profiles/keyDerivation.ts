import { hashRaw } from '@node-rs/argon2'

/** What deriving a key from a password costs. Stored with every wrap. */
export interface KeyDerivationCost {
  /** In KiB. */
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}

/** About half a second on a machine of today, and 128 MiB for each guess. */
export const strongCost: KeyDerivationCost = { memory: 128 * 1024, passes: 3, parallelism: 1 }

/** Derives a key of 32 bytes from a password or a recovery code; the caller zeroes it. */
export type KeyDerivation = (secret: string, salt: Buffer, cost: KeyDerivationCost) => Promise<Buffer>

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

/** Runs one derivation at a time, so that a flood of sign-ins takes the memory of one. */
export function createKeyDerivation(): KeyDerivation {
  let last: Promise<unknown> = Promise.resolve()
  return (secret, salt, cost) => {
    const mine = last.then(() => derive(secret, salt, cost))
    last = mine.catch(() => undefined)
    return mine
  }
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
