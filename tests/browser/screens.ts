import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { repository } from '../support/folders.ts'

const folder = path.join(repository, 'out', 'screens')
const widths = [360, 1280] as const
const schemes = ['light', 'dark'] as const

/** Leaves pictures of what is shown, narrow and wide, light and dark, where `CONFAB_SCREENS` asks for them. */
export async function takeScreens(page: Page, name: string): Promise<void> {
  if (!process.env['CONFAB_SCREENS']) return
  mkdirSync(folder, { recursive: true })
  const size = page.viewportSize() ?? { width: 1280, height: 800 }
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 })
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme })
      // What slides in or out when the width changes has come to rest by then.
      await page.waitForTimeout(250)
      await page.screenshot({ path: path.join(folder, `${name}-${width}-${colorScheme}.png`) })
    }
  }
  await page.emulateMedia({ colorScheme: null })
  await page.setViewportSize(size)
}
