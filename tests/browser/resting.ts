import { expect, type Locator } from '@playwright/test'

/** How far down something stands once it stands still: a list measures on after a scroll, in CSS pixels. */
export async function restingTop(locator: Locator): Promise<number> {
  let last = Number.NaN
  await expect
    .poll(async () => {
      const before = last
      last = (await locator.boundingBox())?.y ?? Number.NaN
      return Math.abs(last - before)
    })
    .toBeLessThan(1)
  return last
}
