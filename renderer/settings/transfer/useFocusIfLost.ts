import { useLayoutEffect, type RefObject } from 'react'

/** Gives the focus to a control that appears in the place of the one that had it. */
export function useFocusIfLost(control: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const holder = document.activeElement
    if (holder === null || holder === document.body || holder instanceof HTMLDialogElement)
      control.current?.focus()
  }, [control])
}
