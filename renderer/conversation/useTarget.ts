import { useEffect, useRef, type RefObject } from 'react'
import type { VirtualizerHandle } from 'virtua'
import type { MessageId } from '../../shared/contract/base.ts'
import { useConversation, type Target } from './conversationStore.ts'
import type { ShownMessage } from './shownMessages.ts'
import type { StickToEnd } from './stickToEnd.ts'

/** How long the message that was gone to stands out, in milliseconds. */
const standsOut = 2_000
/** In so many frames the list has measured what stands before a message. */
const framesToSettle = 12

function articleOf(messageId: MessageId): HTMLElement | null {
  return document.querySelector<HTMLElement>(`.messages [data-message="${messageId}"]`)
}

function showOff({ focus, messageId }: Target, busyElsewhere: boolean): void {
  const article = articleOf(messageId)
  if (!article) return
  if (focus && !busyElsewhere) article.focus({ preventScroll: true })
  article.dataset['found'] = ''
  setTimeout(() => delete article.dataset['found'], standsOut)
}

const signsOfHand = ['keydown', 'pointerdown'] as const

/** Whether the person has gone on to something else since a message was asked for: the focus is theirs then. */
function useBusyElsewhere(target: Target | null): RefObject<boolean> {
  const busy = useRef(false)
  useEffect(() => {
    if (!target) return
    busy.current = false
    const mark = (): void => {
      busy.current = true
    }
    for (const sign of signsOfHand) window.addEventListener(sign, mark, { capture: true })
    return () => {
      for (const sign of signsOfHand) window.removeEventListener(sign, mark, { capture: true })
    }
  }, [target])
  return busy
}

/** Brings the message that was asked for into view, once it is in the list, and lets it stand out for a moment. */
export function useTarget(
  list: RefObject<VirtualizerHandle | null>,
  messages: readonly ShownMessage[],
  { leave }: StickToEnd,
): void {
  const target = useConversation((state) => state.target)
  const busy = useBusyElsewhere(target)
  const index = target ? messages.findIndex(({ message }) => message.id === target.messageId) : -1
  useEffect(() => {
    if (!target || index < 0) return
    leave()
    let frame = 0
    let count = 0
    // The heights above it are guesses until they are rendered, so it is aimed at again until they are known.
    const aim = (): void => {
      list.current?.scrollToIndex(index, { align: 'center' })
      count += 1
      if (count < framesToSettle) {
        frame = requestAnimationFrame(aim)
        return
      }
      showOff(target, busy.current)
      useConversation.setState({ target: null })
    }
    frame = requestAnimationFrame(aim)
    return () => cancelAnimationFrame(frame)
  }, [busy, index, leave, list, target])
}
