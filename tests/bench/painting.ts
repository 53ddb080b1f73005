/** Runs in the page: measures from a press of the pointer to the paint of what follows from it. */
import type { Page } from '@playwright/test'

/**
 * Watches the page from the next press of the pointer on. Its time is that of the event, before any script has seen
 * it. Painted is what stands in the list when the task after a frame's paint runs: the last article holds `text` and
 * its end is inside of what is seen.
 */
export async function watchPainting(page: Page, text: string): Promise<void> {
  await page.evaluate((awaited) => {
    const watch = new Promise<number>((resolve, reject) => {
      setTimeout(() => reject(new Error(`${awaited} was not painted`)), 30_000)
      let pressedAt = 0
      const channel = new MessageChannel()
      const isSeen = (): boolean => {
        const log = document.querySelector('[role="log"]')
        const last = [...(log?.querySelectorAll('article') ?? [])].at(-1)
        if (!log || !last?.textContent.includes(awaited)) return false
        const end = last.getBoundingClientRect().bottom
        const seen = log.getBoundingClientRect()
        return end <= seen.bottom && end > seen.top
      }
      const nextFrame = (): unknown => requestAnimationFrame(() => channel.port1.postMessage(null))
      channel.port2.addEventListener('message', () => {
        const now = performance.now()
        if (isSeen()) resolve(now - pressedAt)
        else nextFrame()
      })
      channel.port2.start()
      const pressed = (event: PointerEvent): void => {
        pressedAt = event.timeStamp
        nextFrame()
      }
      addEventListener('pointerdown', pressed, { capture: true, once: true })
    })
    Reflect.set(globalThis, 'painting', watch)
  }, text)
}

/** From the press to the paint, in milliseconds. */
export function paintedAfter(page: Page): Promise<number> {
  return page.evaluate(() => Reflect.get(globalThis, 'painting') as Promise<number>)
}

/**
 * The least that any change on a press can take here: a press on the page that writes one word, painted. What is left
 * of a measurement above that is ours.
 */
export async function barePaint(page: Page): Promise<number> {
  await page.evaluate(() => {
    const watch = new Promise<number>((resolve) => {
      const note = document.createElement('p')
      note.style.cssText = 'position: fixed; inset: 0 auto auto 50%; z-index: 99; padding: 4px'
      const pressed = (event: PointerEvent): void => {
        note.textContent = String(event.timeStamp)
        const channel = new MessageChannel()
        channel.port2.addEventListener('message', () => {
          resolve(performance.now() - event.timeStamp)
          note.remove()
        })
        channel.port2.start()
        requestAnimationFrame(() => channel.port1.postMessage(null))
      }
      document.body.append(note)
      addEventListener('pointerdown', pressed, { capture: true, once: true })
    })
    Reflect.set(globalThis, 'painting', watch)
  })
  await page.mouse.click(700, 20)
  return paintedAfter(page)
}
