import { isElectronWindow } from '../../../shared/windowHost.ts'
import { onEndOf } from '../../state/profileState.ts'

/** What goes on that leaving the page would end. */
const goingOn = new Set<symbol>()

function ask(event: Event): void {
  event.preventDefault()
}

/** Leaving the page would end something: the browser asks first, until the returned function is called. */
export function askBeforeLeaving(): () => void {
  // Electron does not ask: it would silently refuse to close the window.
  if (isElectronWindow(globalThis)) return () => undefined
  const mine = Symbol('going on')
  goingOn.add(mine)
  window.addEventListener('beforeunload', ask)
  return () => {
    goingOn.delete(mine)
    if (goingOn.size === 0) window.removeEventListener('beforeunload', ask)
  }
}

onEndOf('session', () => {
  goingOn.clear()
  window.removeEventListener('beforeunload', ask)
})
