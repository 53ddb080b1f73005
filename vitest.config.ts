import { defineConfig } from 'vitest/config'
import { deriveKeysQuickly } from './tests/support/quickKeys.ts'

deriveKeysQuickly()

/**
 * They put other modules or globals in the place of the real ones, count on modules that nobody has used yet, or measure
 * their process.
 */
const alone = [
  ...['core', 'electron', 'hosting', 'renderer'].map((room) => `tests/${room}/**/*.test.{ts,tsx}`),
  'tests/backups/eventLoop.test.ts',
]

export default defineConfig({
  test: {
    // A limit tells a test that hangs from one on a machine with other things to do; none of them measures anything.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    // Some measure how long something waits: more of them than a small machine has cores would wait for each other.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'alone', include: alone } },
      {
        extends: true,
        // Reading the modules of the core anew for each file takes a third of the time of all of them.
        test: { name: 'together', include: ['tests/**/*.test.{ts,tsx}'], exclude: alone, isolate: false },
      },
    ],
  },
})
