/**
 * Loaded by `--import` before everything else in the processes of tests, and there in the place of `@node-rs/argon2`:
 * a derivation at the full cost of a sign-in takes 1 MiB instead of 128, for a test that signs in to test something
 * else. Every other cost is as it is. The program itself knows nothing of this and has no such way.
 */
import { registerHooks } from 'node:module'
import type { Options } from '@node-rs/argon2'

/** `strongCost` of `keyDerivation.ts`, which cannot be imported ahead of what it imports. */
const full = { memoryCost: 128 * 1024, timeCost: 3 }
const quick = { memoryCost: 1024, timeCost: 1 }

registerHooks({
  resolve(specifier, context, nextResolve) {
    const found = nextResolve(specifier, context)
    const isLibrary = found.url.endsWith('/@node-rs/argon2/index.js')
    return isLibrary && context.parentURL !== import.meta.url
      ? { url: import.meta.url, shortCircuit: true }
      : found
  },
})

export async function hashRaw(secret: Uint8Array, options: Options): Promise<Buffer> {
  const library = await import('@node-rs/argon2')
  const isFull = options.memoryCost === full.memoryCost && options.timeCost === full.timeCost
  return library.hashRaw(secret, isFull ? { ...options, ...quick } : options)
}
