import { useMemo } from 'react'
import { sentenceOf } from '../errors/sentences.ts'
import { MessageDialogs } from './branching/MessageDialogs.tsx'
import { refreshShown } from './conversationLoading.ts'
import { useConversation } from './conversationStore.ts'
import { useEditing } from './editing/editingStore.ts'
import { useEditedGone } from './editing/useEditedGone.ts'
import { EndedLine } from './EndedLine.tsx'
import { Greeting } from './Greeting.tsx'
import { withEditedVersion } from './localMessages.ts'
import { MessageList } from './MessageList.tsx'
import { useSending } from './sendingStore.ts'
import { isSentFrom, shownMessages, type ShownMessage } from './shownMessages.ts'

/** What is shown: the stored messages, those on their way, and one that was changed in place of its former version. */
function useShownMessages(): readonly ShownMessage[] {
  const stored = useConversation((state) => state.open?.messages)
  const hasLater = useConversation((state) => state.open?.hasLater ?? false)
  const currentId = useConversation((state) => state.currentId)
  const place = useConversation((state) => state.place)
  const sending = useSending((state) => state.messages)
  const pending = useEditing((state) => state.pending)
  return useMemo(() => {
    const ours = sending.filter((message) => isSentFrom({ currentId, place }, message))
    const edited = pending?.conversationId === currentId ? pending : null
    const path = edited ? withEditedVersion(stored ?? [], edited.editedId, edited) : (stored ?? [])
    return shownMessages(path, hasLater ? [] : ours, hasLater && !edited)
  }, [currentId, hasLater, pending, place, sending, stored])
}

export function Conversation() {
  useEditedGone()
  const messages = useShownMessages()
  const place = useConversation((state) => state.place)
  const stretch = useConversation((state) => state.stretch)
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
  return (
    <div className="conversation-frame">
      <MessageList key={`${place}.${stretch}`} messages={messages} />
      <EndedLine />
      <MessageDialogs />
    </div>
  )
}
