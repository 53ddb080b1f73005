import { useRef, type ComponentProps } from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { sentenceOf } from '../errors/sentences.ts'
import { ChatRow } from './ChatRow.tsx'
import { loadMoreChats, refreshChats, useChats } from './chatsStore.ts'

/** Height of a row in pixels before it is measured. */
const rowHeight = 34
/** The next page is fetched when this many pixels are left below. */
const loadAhead = 600

export function ChatList() {
  const scroller = useRef<HTMLElement>(null)
  const list = useRef<VirtualizerHandle>(null)
  const chats = useChats((state) => state.conversations)

  function nearEnd(offset: number): void {
    const handle = list.current
    if (handle && handle.scrollSize - handle.viewportSize - offset < loadAhead) loadMoreChats()
  }

  return (
    <nav ref={scroller} className="chat-list" aria-label="Chats">
      {chats.length === 0 ? (
        <EmptyList />
      ) : (
        <Virtualizer
          ref={list}
          as={List}
          item="li"
          data={chats}
          scrollRef={scroller}
          itemSize={rowHeight}
          onScroll={nearEnd}
        >
          {(chat) => <ChatRow key={chat.id} chat={chat} />}
        </Virtualizer>
      )}
      <ListProblem />
    </nav>
  )
}

function List(props: ComponentProps<'ul'>) {
  return <ul {...props} className="chat-rows" />
}

function EmptyList() {
  const loaded = useChats((state) => state.loaded)
  return loaded && <p className="chat-list-empty">Your chats will stand here, the newest first.</p>
}

function ListProblem() {
  const failure = useChats((state) => state.failure)
  // A lost connection is said by its banner.
  if (!failure || failure.code === 'NOT_CONNECTED' || failure.code === 'SIGNED_OUT') return null
  return (
    <div className="chat-list-empty" role="alert">
      <p className="problem">{sentenceOf(failure)}</p>
      <button type="button" className="button-link" onClick={refreshChats}>
        Try again
      </button>
    </div>
  )
}
