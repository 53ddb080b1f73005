import type { MessageId } from '../../shared/contract/base.ts'
import { useConversation } from '../conversation/conversationStore.ts'
import { useContextStore } from './contextStore.ts'

interface SentLineProps {
  /** The message below; null at the end of the conversation. */
  readonly before: MessageId | null
}

const text = 'Messages above are not sent any more'

/** Marks where the next request begins, unless it takes the whole chat along or its model reads one message alone. */
export function SentLine({ before }: SentLineProps) {
  const place = useConversation((state) => state.place)
  const here = useContextStore(({ known }) => {
    if (!known || known.question.place !== place) return false
    const { cut, firstMessageId } = known.next
    return (cut === 'window' || cut === 'limit') && firstMessageId === before
  })
  if (!here) return null
  return (
    <div className="day-line sent-line">
      <hr aria-label={text} />
      <span aria-hidden="true">{text}</span>
    </div>
  )
}
