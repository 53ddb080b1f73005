import { isElectronWindow } from '../../../shared/windowHost.ts'

/** How many things go on that leaving the page would end. */
let count = 0

function ask(event: Event): void {
  event.preventDefault()
}

/** Leaving the page would end something: the browser asks first, until the returned function is called. */
export function askBeforeLeaving(): () => void {
  // Electron does not ask: it would silently refuse to close the window.
  if (isElectronWindow(globalThis)) return () => undefined
  count += 1
  window.addEventListener('beforeunload', ask)
  return () => {
    count -= 1
    if (count === 0) window.removeEventListener('beforeunload', ask)
  }
}
