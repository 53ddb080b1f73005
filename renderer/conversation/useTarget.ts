import { useEffect, useEffectEvent, useRef, type RefObject } from 'react'
import type { VirtualizerHandle } from 'virtua'
import { isParsing } from '../markdown/parsing.ts'
import { isPainting } from '../markdown/slices.ts'
import { placeIn, wayToMiddle } from '../search/currentPlace.ts'
import { articleOf } from '../search/textRanges.ts'
import { useConversation, type Target } from './conversationStore.ts'
import type { ShownMessage } from './shownMessages.ts'
import type { StickToEnd } from './stickToEnd.ts'

/** How long the message that was gone to stands out, in milliseconds. */
const standsOut = 2_000
/** In so many frames the list has measured what stands before a message. */
const framesToSettle = 12
/** A text that is painted in slices, or set meanwhile, is waited for, but no longer than so many frames. */
const mostFrames = 600

function showOff({ focus, messageId, top }: Target, busyElsewhere: boolean): void {
  if (top !== undefined) return
  const article = articleOf(messageId)
  if (!article) return
  if (focus && !busyElsewhere) article.focus({ preventScroll: true })
  article.dataset['found'] = ''
  setTimeout(() => delete article.dataset['found'], standsOut)
}

const signsOfHand = ['keydown', 'pointerdown', 'wheel'] as const

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

/**
 * Makes the step that brings a message into view, and of a message the place of what is looked for. To be taken again
 * until the heights above it are known, which are guesses until they are rendered.
 */
function aimAt(
  { messageId, top }: Target,
  index: number,
  list: RefObject<VirtualizerHandle | null>,
): (isGrowing: boolean) => void {
  if (top !== undefined) return () => list.current?.scrollToIndex(index, { align: 'start', offset: -top })
  let rendered: Element | null = null
  let place: Range | null = null
  return (isGrowing) => {
    const article = articleOf(messageId)
    // Among the places of a text that is still growing, the one that was asked for may be another; its end may not be there
    // yet.
    if (isGrowing || article !== rendered || place === null || !place.startContainer.isConnected) {
      rendered = article
      place = article && placeIn(article, messageId)
    }
    const way = place && wayToMiddle(place)
    if (way === null) list.current?.scrollToIndex(index, { align: 'center' })
    else if (Math.abs(way) >= 1) list.current?.scrollBy(way)
  }
}

/**
 * Brings the message that was asked for into view, once it is in the list, and lets it stand out for a moment. `reached`
 * is then given the offset (pixels) to which the list was scrolled for it.
 */
export function useTarget(
  list: RefObject<VirtualizerHandle | null>,
  messages: readonly ShownMessage[],
  { leave }: StickToEnd,
  reached: (offset: number) => void,
): void {
  const target = useConversation((state) => state.target)
  const busy = useBusyElsewhere(target)
  const index = target ? messages.findIndex(({ message }) => message.id === target.messageId) : -1
  const onReached = useEffectEvent(() => reached(list.current?.scrollOffset ?? 0))
  useEffect(() => {
    if (!target || index < 0) return
    leave()
    let frame = 0
    let count = 0
    let frames = 0
    let wasGrowing = true
    const aim = aimAt(target, index, list)
    const step = (): void => {
      const isGrowing = isPainting() || isParsing()
      aim(isGrowing || wasGrowing)
      wasGrowing = isGrowing
      frames += 1
      count = isGrowing ? 0 : count + 1
      const isGivenUp = frames >= mostFrames || (busy.current && frames >= framesToSettle)
      if (count < framesToSettle && !isGivenUp) {
        frame = requestAnimationFrame(step)
        return
      }
      showOff(target, busy.current)
      useConversation.setState({ target: null })
      onReached()
    }
    frame = requestAnimationFrame(step)
    return () => cancelAnimationFrame(frame)
  }, [busy, index, leave, list, target])
}
