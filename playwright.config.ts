import { defineConfig } from '@playwright/test'
import { browserArguments, installedShell } from './scripts/browser.ts'
import { deriveKeysQuickly } from './tests/support/quickKeys.ts'

deriveKeysQuickly()

const executablePath = installedShell()

export default defineConfig({
  testDir: 'tests',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // Limits tell a window that hangs from one on a machine with other things to do, such as the unit tests beside it.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  fullyParallel: false,
  workers: 2,
  forbidOnly: true,
  use: {
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: [...browserArguments] },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    // What fades in is neither where nor as dark as it will be.
    contextOptions: { reducedMotion: 'reduce' },
    // Recording costs every test time, so it is asked for.
    trace: process.env['CONFAB_TRACE'] ? 'retain-on-failure' : 'off',
    actionTimeout: 30_000,
  },
})
