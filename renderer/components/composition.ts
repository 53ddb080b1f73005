/** The keyCode of a key that went to an input method: https://www.w3.org/TR/uievents/#determine-keydown-keyup-keyCode */
const takenByInputMethod = 229

/**
 * Whether a key is a step in writing a word with an input method. Enter chooses the word then and Escape gives it up.
 * Safari tells of the Enter that ends a word after the end: by its code alone.
 */
export function isComposing(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return event.isComposing || event.keyCode === takenByInputMethod
}

function keepFromHandlers(event: KeyboardEvent): void {
  if (isComposing(event)) event.stopPropagation()
}

/**
 * Keeps every key that belongs to an input method from whatever in the window listens to keys, so that no box has to
 * know of it. The input method itself, and what only counts keys at the window, still gets it.
 */
export function leaveCompositionAlone(): void {
  window.addEventListener('keydown', keepFromHandlers, { capture: true })
}
