import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ShownMessage } from './shownMessages.ts'

/** This near to the end (pixels) counts as being there. */
const nearEnd = 24
/** How long a movement of the hand goes on moving the list, in milliseconds. */
const handLasts = 800

const signsOfHand = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const

/**
 * Keeps the end of a scrolling list in view while it grows, until the person scrolls up. Only a movement that they
 * made counts: growing and measuring move things too.
 */
export interface StickToEnd {
  /** Whether the newest is in view and stays there. */
  readonly store: StoreApi<{ readonly atEnd: boolean }>
  /** A ref for the scrolling element. */
  attach(element: HTMLElement | null): (() => void) | undefined
  /** A part of the list may have another height. */
  resized(): void
  /** The list may have another length. A new message of the person's own is always shown: sending asks for it. */
  changed(messages: readonly ShownMessage[]): void
  scrolled(): void
  /** Shows the end and stays there. */
  jump(): void
}

export function createStickToEnd(): StickToEnd {
  const store = createStore(() => ({ atEnd: true }))
  let scroller: HTMLElement | null = null
  let lastMove = -Infinity
  let lastOwnId: string | null = null

  function toEnd(): void {
    if (scroller) scroller.scrollTop = scroller.scrollHeight
  }

  function distanceToEnd(): number {
    return scroller ? scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop : 0
  }

  function movedByHand(): void {
    lastMove = performance.now()
  }

  return {
    store,
    attach(element) {
      scroller = element
      if (!element) return undefined
      for (const sign of signsOfHand) element.addEventListener(sign, movedByHand, { passive: true })
      return () => {
        for (const sign of signsOfHand) element.removeEventListener(sign, movedByHand)
        scroller = null
      }
    },
    resized() {
      if (store.getState().atEnd) toEnd()
    },
    changed(messages) {
      const newest = messages.at(-1)?.message
      const newestOwnId = newest?.role === 'user' ? newest.id : null
      if (newestOwnId !== null && newestOwnId !== lastOwnId) store.setState({ atEnd: true })
      lastOwnId = newestOwnId ?? lastOwnId
      if (store.getState().atEnd) toEnd()
    },
    scrolled() {
      if (distanceToEnd() <= nearEnd) store.setState({ atEnd: true })
      else if (performance.now() - lastMove < handLasts) store.setState({ atEnd: false })
      else if (store.getState().atEnd) toEnd()
    },
    jump() {
      store.setState({ atEnd: true })
      toEnd()
    },
  }
}
