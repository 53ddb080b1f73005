import type { Page } from '@playwright/test'

/**
 * Another window of the same browser, beside that of `page`. Chromium paints nothing in a tab that stands behind another
 * one, and a test would wait seconds for each thing that it does there.
 */
export async function openWindow(page: Page): Promise<Page> {
  const opened = page.context().waitForEvent('page')
  await page.evaluate(() => void window.open('about:blank', '', 'popup,noopener'))
  return opened
}
