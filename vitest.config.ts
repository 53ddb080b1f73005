import { defineConfig } from 'vitest/config'
import { deriveKeysQuickly } from './tests/support/quickKeys.ts'

deriveKeysQuickly()

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    testTimeout: 20_000,
    // Key derivation takes 128 MiB and a core each: more workers than cores only make tests time out.
    maxWorkers: 2,
  },
})
