import { useMemo } from 'react'
import { sentenceOf } from '../errors/sentences.ts'
import { refreshShown } from './conversationLoading.ts'
import { useConversation } from './conversationStore.ts'
import { Greeting } from './Greeting.tsx'
import { MessageList } from './MessageList.tsx'
import { useSending } from './sendingStore.ts'
import { isSentFrom, shownMessages, type ShownMessage } from './shownMessages.ts'

/** What is shown: the stored messages, then those on their way. */
function useShownMessages(): readonly ShownMessage[] {
  const stored = useConversation((state) => state.open?.messages)
  const currentId = useConversation((state) => state.currentId)
  const place = useConversation((state) => state.place)
  const sending = useSending((state) => state.messages)
  return useMemo(() => {
    const ours = sending.filter((message) => isSentFrom({ currentId, place }, message))
    return shownMessages(stored ?? [], ours)
  }, [currentId, place, sending, stored])
}

export function Conversation() {
  const messages = useShownMessages()
  const place = useConversation((state) => state.place)
  const isNew = useConversation((state) => state.currentId === null)
  const failure = useConversation((state) => state.failure)
  if (failure)
    return (
      <div className="conversation-problem" role="alert">
        <p>{sentenceOf(failure)}</p>
        <button type="button" className="button" onClick={refreshShown}>
          Try again
        </button>
      </div>
    )
  if (isNew && messages.length === 0) return <Greeting />
  return <MessageList key={place} messages={messages} />
}
