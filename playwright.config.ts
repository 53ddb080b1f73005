import { defineConfig } from '@playwright/test'
import { browserArguments, installedBrowser } from './scripts/browser.ts'
import { deriveKeysQuickly } from './tests/support/quickKeys.ts'

deriveKeysQuickly()

const executablePath = installedBrowser()

export default defineConfig({
  testDir: 'tests',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 10_000 },
  fullyParallel: false,
  workers: 1,
  forbidOnly: true,
  use: {
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: [...browserArguments] },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    trace: 'retain-on-failure',
    actionTimeout: 10_000,
  },
})
