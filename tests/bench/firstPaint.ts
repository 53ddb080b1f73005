import type { Page } from '@playwright/test'

/** The time of day in milliseconds with fractions, comparable between processes of one machine. */
export const clock = (): number => performance.timeOrigin + performance.now()

/** Runs in the page before its scripts: marks the time between a frame's callbacks and the task after its paint. */
export function markFrames(): void {
  const request = globalThis.requestAnimationFrame.bind(globalThis)
  globalThis.requestAnimationFrame = (callback) =>
    request((time) => {
      Reflect.set(globalThis, 'inFrame', true)
      setTimeout(() => Reflect.set(globalThis, 'inFrame', false))
      callback(time)
    })
}

/** Settles when the text of an answer other than the former one of a model has been painted, with that time. */
export function painted(page: Page, model: string, former: string): Promise<number> {
  return page.evaluate(
    ([name, before]) =>
      new Promise<number>((resolve) => {
        const log = document.querySelector('[role="log"]')
        function look(): void {
          const texts = document.querySelectorAll(`article[aria-label^="${name}"] .markdown`)
          const text = texts[texts.length - 1]?.textContent ?? ''
          if (text.trim() === '' || before.startsWith(text)) return
          observer.disconnect()
          // What changes in a frame's callback is painted before the next task; anything else, with the next frame.
          const afterPaint = (): unknown =>
            setTimeout(() => resolve(performance.timeOrigin + performance.now()))
          if (Reflect.get(globalThis, 'inFrame') === true) afterPaint()
          else requestAnimationFrame(afterPaint)
        }
        const observer = new MutationObserver(look)
        observer.observe(log ?? document.body, { childList: true, subtree: true, characterData: true })
        look()
      }),
    [model, former] as const,
  )
}

/** The least that painting takes here: from a timer that writes one word to the task after its paint. */
export function barePaints(page: Page, rounds: number): Promise<readonly number[]> {
  return page.evaluate(async (count) => {
    const note = document.createElement('p')
    note.style.cssText = 'position: fixed; inset: 0 auto auto 50%; z-index: 99; padding: 4px'
    document.body.append(note)
    const times: number[] = []
    for (let round = 0; round < count; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 50))
      const written = performance.now()
      note.textContent = String(round)
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
      times.push(performance.now() - written)
    }
    note.remove()
    return times
  }, rounds)
}
