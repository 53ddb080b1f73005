import { Fragment, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { useStore } from 'zustand'
import { whenPainted } from '../markdown/slices.ts'
import { SentEnd, SentLine } from '../context/SentLine.tsx'
import { loadEarlier, loadLater, showStretch } from './conversationLoading.ts'
import { useConversation } from './conversationStore.ts'
import { DayLine } from './DayLine.tsx'
import { useEditedId } from './editing/editingStore.ts'
import { useEndFirst } from './endFirst.ts'
import { JumpButton } from './JumpButton.tsx'
import { useLeftPlace } from './useLeftPlace.ts'
import { MessageRow } from './MessageRow.tsx'
import { forgetOpening } from './openingMark.ts'
import type { ShownMessage } from './shownMessages.ts'
import { createStickToEnd } from './stickToEnd.ts'
import { useTarget } from './useTarget.ts'

/** Earlier messages are fetched when this many pixels are left above. */
const loadAhead = 1_200
/** Messages are rendered this many pixels beyond what is seen. */
const renderAhead = 400
/** More than any end of a chat that is rendered first: it is rendered as a whole. */
const wholeEnd = 1_000_000

export function MessageList({ messages }: { readonly messages: readonly ShownMessage[] }) {
  const prepended = useConversation((state) => state.prepended)
  const hasEarlier = useConversation((state) => state.open?.hasEarlier ?? false)
  const above = hasEarlier ? undefined : null
  const editedId = useEditedId()
  const editedIndex = messages.findIndex(({ message }) => message.id === editedId)
  const list = useRef<VirtualizerHandle>(null)
  const [stick] = useState(() => createStickToEnd(useConversation.getState().target === null))
  const { attach, changed, jump, resized, scrolled } = stick
  const atEnd = useStore(stick.store, (state) => state.atEnd)
  const hasLater = useConversation((state) => state.open?.hasLater ?? false)
  useLayoutEffect(() => changed(messages, hasLater), [changed, hasLater, messages])
  const seeking = useConversation((state) => state.target !== null)
  const { shifted, start } = useEndFirst(messages, !seeking && !hasLater)
  const noteLeft = useLeftPlace(list, messages, stick)
  useTarget(list, messages, stick, noteLeft)
  const empty = messages.length === 0
  useEffect(() => (empty ? undefined : whenPainted(forgetOpening)), [empty])

  function moved(offset: number): void {
    scrolled()
    // Until the end, or a message that was asked for, is in view, nothing may move it.
    if (start > 0 || useConversation.getState().target !== null) return
    noteLeft(offset)
    if (offset < loadAhead) loadEarlier()
    const { scrollSize = 0, viewportSize = 0 } = list.current ?? {}
    if (scrollSize - viewportSize - offset < loadAhead) loadLater()
  }

  return (
    <div className="conversation">
      <div
        ref={attach}
        className="messages"
        role="log"
        aria-label="Conversation"
        aria-live="off"
        // A region that scrolls has to be reachable by the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <Virtualizer
          ref={list}
          data={start === 0 ? messages : messages.slice(start)}
          shift={prepended || shifted}
          bufferSize={start === 0 ? renderAhead : wholeEnd}
          // What is being typed keeps its text box, and the focus in it, while it is scrolled out of sight.
          keepMounted={editedIndex < start ? [] : [editedIndex - start]}
          onScroll={moved}
          onResize={resized}
        >
          {({ last, message, waiting }, index) => (
            <Fragment key={message.id}>
              <DayLine
                time={message.createdAt}
                before={messages[start + index - 1]?.message.createdAt ?? above}
              />
              <SentLine before={message.id} />
              <MessageRow
                message={message}
                waiting={waiting}
                last={last}
                editing={start + index === editedIndex}
              />
              {last && <SentEnd />}
            </Fragment>
          )}
        </Virtualizer>
      </div>
      <JumpButton atEnd={atEnd} onJump={hasLater ? () => void showStretch(null) : jump} />
    </div>
  )
}
