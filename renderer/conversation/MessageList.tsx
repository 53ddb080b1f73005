import { ArrowDown } from 'lucide-react'
import { useLayoutEffect, useState } from 'react'
import { Virtualizer } from 'virtua'
import { useStore } from 'zustand'
import { loadEarlier } from './conversationLoading.ts'
import { useConversation } from './conversationStore.ts'
import { MessageRow } from './MessageRow.tsx'
import type { ShownMessage } from './shownMessages.ts'
import { createStickToEnd } from './stickToEnd.ts'

/** Earlier messages are fetched when this many pixels are left above. */
const loadAhead = 1_200
/** Messages are rendered this many pixels beyond what is seen. */
const renderAhead = 400

export function MessageList({ messages }: { readonly messages: readonly ShownMessage[] }) {
  const prepended = useConversation((state) => state.prepended)
  const [{ attach, changed, jump, resized, scrolled, store }] = useState(createStickToEnd)
  const atEnd = useStore(store, (state) => state.atEnd)
  useLayoutEffect(() => changed(messages), [changed, messages])

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
          data={messages}
          shift={prepended}
          bufferSize={renderAhead}
          onScroll={(offset) => {
            scrolled()
            if (offset < loadAhead) loadEarlier()
          }}
          onResize={resized}
        >
          {({ last, message, waiting }) => (
            <MessageRow key={message.id} message={message} waiting={waiting} last={last} />
          )}
        </Virtualizer>
      </div>
      {!atEnd && (
        <button type="button" className="button jump" onClick={jump}>
          <ArrowDown size={14} aria-hidden="true" />
          Jump to newest
        </button>
      )}
    </div>
  )
}
