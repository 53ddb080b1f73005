import { createStore, type StoreApi } from 'zustand/vanilla'
import { isOtherBranch, type ShownMessage } from './shownMessages.ts'

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
  /**
   * The list may have another length. A new message of the person's own is always shown: sending asks for it.
   * `hasLater`: the chat goes on after the list, whose end is not one to stay at.
   */
  changed(messages: readonly ShownMessage[], hasLater: boolean): void
  scrolled(): void
  /** Shows the end and stays there. */
  jump(): void
  /** Something else is going to be shown than the end. */
  leave(): void
}

/** The last message, where it is the person's own. */
function newestOwnIdOf(messages: readonly ShownMessage[]): string | null {
  const newest = messages.at(-1)?.message
  return newest?.role === 'user' ? newest.id : null
}

/** Calls `moved` at every movement of the hand, until the returned function is called. */
function listenToHand(element: HTMLElement, moved: () => void): () => void {
  for (const sign of signsOfHand) element.addEventListener(sign, moved, { passive: true })
  return () => {
    for (const sign of signsOfHand) element.removeEventListener(sign, moved)
  }
}

/** `startsAtEnd` false: it begins at a message somewhere in the chat. */
export function createStickToEnd(startsAtEnd: boolean): StickToEnd {
  const store = createStore(() => ({ atEnd: startsAtEnd }))
  let goesOn = !startsAtEnd
  let scroller: HTMLElement | null = null
  let lastMove = -Infinity
  let lastOwnId: string | null = null
  let shown: readonly ShownMessage[] = []

  function toEnd(): void {
    if (scroller) scroller.scrollTop = scroller.scrollHeight
  }

  function distanceToEnd(): number {
    if (goesOn) return Infinity
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
      const stop = listenToHand(element, movedByHand)
      return () => {
        stop()
        scroller = null
      }
    },
    resized() {
      if (store.getState().atEnd) toEnd()
      else if (distanceToEnd() <= nearEnd) store.setState({ atEnd: true })
    },
    changed(messages, hasLater) {
      const wentOn = goesOn
      if (messages.length > 0) goesOn = hasLater
      const newestOwnId = newestOwnIdOf(messages)
      // Who walks from branch to branch looks at the fork, not at the end.
      if (isOtherBranch(shown, messages)) store.setState({ atEnd: false })
      else if (!wentOn && !goesOn && newestOwnId !== null && newestOwnId !== lastOwnId)
        store.setState({ atEnd: true })
      shown = messages
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
    leave: () => store.setState({ atEnd: false }),
  }
}
