/**
 * Where the keyboard goes after a step that takes the focused message away or puts another in its place. The message
 * to go to may not be painted yet, so it is wished for, and the message grants the wish when it is there.
 */
import { useEffect, useRef, type RefObject } from 'react'
import type { MessageId } from '../../../shared/contract/base.ts'
import { createProfileStore } from '../../state/profileState.ts'

interface FocusWish {
  readonly messageId: MessageId
  /** The buttons to be tried, by their names; the message itself when none of them is there or can be pressed. */
  readonly buttons: readonly string[]
  /** How far from the top of the window (pixels) the button is to stay; null to leave it where it is. */
  readonly top: number | null
  /** Epoch milliseconds after which it is forgotten: the person has gone on. */
  readonly until: number
}

/** How long a wish waits for its message, in milliseconds. */
const patience = 3_000

const useFocusWish = createProfileStore<{ readonly wish: FocusWish | null }>(() => ({ wish: null }))

export function wishFocus(
  messageId: MessageId,
  buttons: readonly string[] = [],
  top: number | null = null,
): void {
  useFocusWish.setState({ wish: { messageId, buttons, top, until: Date.now() + patience } })
}

/** The person has put the focus elsewhere meanwhile: it stays there. */
function isElsewhere(): boolean {
  const { activeElement } = document
  return activeElement !== null && activeElement !== document.body && !activeElement.closest('[role="log"]')
}

function buttonIn(article: HTMLElement, names: readonly string[]): HTMLElement | null {
  const found = names.map((name) =>
    article.querySelector<HTMLElement>(`button[aria-label="${CSS.escape(name)}"]:enabled`),
  )
  return found.find((button) => button !== null) ?? null
}

/** Keeps an element where another one was seen, as far as there is something to scroll. */
function keepAt(element: HTMLElement, top: number): void {
  const scroller = element.closest('[role="log"]')
  if (scroller) scroller.scrollTop += element.getBoundingClientRect().top - top
}

/** Gives the focus to a message, or to a button of it. */
function grantFocus(article: HTMLElement, wish: FocusWish): void {
  const { buttons, top, until } = wish
  if (Date.now() > until || isElsewhere()) return
  const target = buttonIn(article, buttons) ?? article
  target.focus({ preventScroll: top !== null })
  // The list hides a new row until it has measured it, and what is hidden takes no focus.
  if (document.activeElement !== target) return void requestAnimationFrame(() => grantFocus(article, wish))
  if (top !== null) keepAt(target, top)
}

/** The ref of a message that takes the focus when that is wished. */
export function useGrantedFocus(messageId: MessageId): RefObject<HTMLElement | null> {
  const article = useRef<HTMLElement>(null)
  const wish = useFocusWish((state) => (state.wish?.messageId === messageId ? state.wish : null))
  useEffect(() => {
    if (!wish || !article.current) return
    useFocusWish.setState({ wish: null })
    grantFocus(article.current, wish)
  }, [wish])
  return article
}
