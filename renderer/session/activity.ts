import { call } from '../connection/call.ts'

/** The core is told at most this often that the person does something. In milliseconds. */
const touchInterval = 30_000

const signs = ['keydown', 'pointerdown', 'scroll'] as const

/** Tells the core that the person is there, until the returned function is called. */
export function reportActivity(): () => void {
  let lastTouch = 0
  function touch(): void {
    const now = performance.now()
    if (lastTouch !== 0 && now - lastTouch < touchInterval) return
    lastTouch = now
    call((client) => client.session.touch({})).catch(() => {
      // The next sign of activity tells the core again.
      lastTouch = 0
    })
  }
  for (const sign of signs) window.addEventListener(sign, touch, { capture: true, passive: true })
  return () => {
    for (const sign of signs) window.removeEventListener(sign, touch, { capture: true })
  }
}
