import { defineConfig } from 'vitest/config'
import { deriveKeysQuickly } from './tests/support/quickKeys.ts'

deriveKeysQuickly()

/** They put other modules or globals in the place of the real ones, or count on modules that nobody has used yet. */
const alone = ['core', 'electron', 'hosting', 'renderer'].map((room) => `tests/${room}/**/*.test.{ts,tsx}`)

export default defineConfig({
  test: {
    // A limit tells a test that hangs from one on a machine with other things to do; none of them measures anything.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    // One more than a small machine has cores, for some of them wait.
    maxWorkers: 3,
    projects: [
      { extends: true, test: { name: 'alone', include: alone, pool: 'threads' } },
      {
        extends: true,
        // Reading the modules of the core anew for each file takes a third of the time of all of them.
        test: { name: 'together', include: ['tests/**/*.test.{ts,tsx}'], exclude: alone, isolate: false },
      },
    ],
  },
})
