import { reopenChat } from '../chats/chatActions.ts'
import { focusComposer } from '../composer/focusComposer.ts'
import { useDateTimeText } from '../preferences/preferencesStore.ts'
import { useConversation } from './conversationStore.ts'

/** Says of a chat that has ended what happens to what is sent now; nothing of any other. */
export function EndedLine() {
  const id = useConversation((state) =>
    state.open && state.open.conversation.endedAt !== null ? state.open.conversation.id : null,
  )
  if (id === null) return null
  return (
    <div className="ended-line">
      <div>
        <p>This chat has ended. What you send starts a new one.</p>
        <EndedTimes />
      </div>
      <button
        type="button"
        className="button"
        onClick={() => {
          focusComposer()
          void reopenChat(id)
        }}
      >
        Reopen chat
      </button>
    </div>
  )
}

/**
 * When a chat that has ended was started and ended; nothing of any other. It stands in the header, and in a narrow
 * window, whose header has no room for it, in the line above.
 */
export function EndedTimes() {
  const createdAt = useConversation((state) => state.open?.conversation.createdAt ?? 0)
  const endedAt = useConversation((state) => state.open?.conversation.endedAt ?? null)
  if (endedAt === null) return null
  return (
    <p className="ended-times">
      <ExactTime label="Started" time={createdAt} /> <span className="ended-dot">·</span>{' '}
      <ExactTime label="Ended" time={endedAt} />
    </p>
  )
}

function ExactTime({ label, time }: { readonly label: string; readonly time: number }) {
  const text = useDateTimeText(time)
  return (
    <span>
      {label} <time dateTime={new Date(time).toISOString()}>{text}</time>
    </span>
  )
}
