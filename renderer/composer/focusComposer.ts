/** The id of the text box in which messages are written. */
export const composerId = 'message'

/** Puts the cursor into the composer. On a touch screen that would open the keyboard, so there it does nothing. */
export function focusComposer(): void {
  if (matchMedia('(pointer: coarse)').matches) return
  // A drawer or a menu may have to close first before the composer can have the focus.
  requestAnimationFrame(() => document.getElementById(composerId)?.focus())
}
