import { defineConfig } from 'vitest/config'
import { deriveKeysQuickly } from './tests/support/quickKeys.ts'

deriveKeysQuickly()

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    // A limit tells a test that hangs from one on a machine with other things to do; none of them measures anything.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    // Key derivation takes 128 MiB and a core each: more workers than cores only make tests time out.
    maxWorkers: 2,
  },
})
