import { flushSync } from 'react-dom'
import { openFind } from './findActions.ts'
import { focusSearch } from './resultFocus.ts'

function isSearchKey({ key, shiftKey }: KeyboardEvent): boolean {
  return shiftKey ? key.toLowerCase() === 'f' : key.toLowerCase() === 'k'
}

/**
 * Ctrl+F finds in the chat, Ctrl+K or Ctrl+Shift+F searches all of them (Command on a Mac), until the returned
 * function is called. `showSide` brings the side into view where it is a drawer. A dialog keeps its keys.
 */
export function listenForShortcuts(showSide: () => void): () => void {
  function onKey(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || document.querySelector('dialog[open]')) return
    if (isSearchKey(event)) {
      event.preventDefault()
      // A drawer has to open first, and at once: the next key is typed into it already.
      flushSync(showSide)
      focusSearch()
    } else if (event.key.toLowerCase() === 'f' && !event.shiftKey) {
      event.preventDefault()
      openFind()
    }
  }
  window.addEventListener('keydown', onKey)
  return () => window.removeEventListener('keydown', onKey)
}
