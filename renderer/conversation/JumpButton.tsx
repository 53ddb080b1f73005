import { ArrowDown } from 'lucide-react'
import type { ConversationId, MessageId } from '../../shared/contract/base.ts'
import { useConversation } from './conversationStore.ts'
import { openAtMessage } from './openAtMessage.ts'

interface JumpButtonProps {
  /** The newest that is shown is in view. */
  readonly atEnd: boolean
  readonly onJump: () => void
}

/** The answer that is being written on a branch that is not shown. */
function useRunningElsewhere(): MessageId | null {
  return useConversation(({ open }) => {
    if (!open || open.hasLater || open.runningAnswerId === null) return null
    return open.messages.some(({ id }) => id === open.runningAnswerId) ? null : open.runningAnswerId
  })
}

/** Floats over the messages and leads to what is newest: the end of them, or an answer written on another branch. */
export function JumpButton({ atEnd, onJump }: JumpButtonProps) {
  const currentId = useConversation((state) => state.currentId)
  const runningId = useRunningElsewhere()
  if (currentId !== null && runningId !== null)
    return <RunningElsewhere conversationId={currentId} answerId={runningId} />
  if (atEnd) return null
  return (
    <button type="button" className="button jump" onClick={onJump}>
      <ArrowDown size={14} aria-hidden="true" />
      Jump to newest
    </button>
  )
}

interface RunningElsewhereProps {
  readonly conversationId: ConversationId
  readonly answerId: MessageId
}

function RunningElsewhere({ answerId, conversationId }: RunningElsewhereProps) {
  return (
    <button
      type="button"
      className="button jump"
      title="An answer is being written on another version"
      onClick={() => void openAtMessage(conversationId, answerId)}
    >
      Go to the answer being written
    </button>
  )
}
