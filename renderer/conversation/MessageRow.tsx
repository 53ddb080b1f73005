import { memo } from 'react'
import type { Message } from '../../shared/contract/conversations.ts'
import { Markdown } from '../markdown/Markdown.tsx'
import { PlainText } from '../markdown/PlainText.tsx'
import { TextBoundary } from '../markdown/TextBoundary.tsx'
import { useDateTimeText } from '../preferences/preferencesStore.ts'
import { TimeText } from '../time/TimeText.tsx'
import { CorrectedMark } from './branching/CorrectedMark.tsx'
import { useGrantedFocus } from './branching/messageFocus.ts'
import { useConversation } from './conversationStore.ts'
import { MessageEditor } from './editing/MessageEditor.tsx'
import { UnsentEditMark } from './editing/UnsentEditMark.tsx'
import { MessageActions } from './MessageActions.tsx'
import { MessageState } from './MessageState.tsx'
import { Reasoning } from './Reasoning.tsx'
import { tokensText } from './tokensText.ts'

export interface MessageRowProps {
  readonly message: Message
  /** The connection was lost before the core had it. */
  readonly waiting: boolean
  readonly last: boolean
  /** It stands in a text box. */
  readonly editing: boolean
}

/** One message: the person's on the right, the model's on the left. */
export const MessageRow = memo(function MessageRow({ editing, last, message, waiting }: MessageRowProps) {
  const article = useGrantedFocus(message.id)
  const time = useDateTimeText(message.createdAt)
  const mine = message.role === 'user'
  const author = mine ? 'You' : (message.modelName ?? 'Model')
  const streaming = message.state === 'streaming'
  const wait = useConversation((state) => state.waits.get(message.id) ?? null)
  const awaited = streaming && wait === null && message.reasoning === ''
  const tokens = tokensText(message.inputTokens, message.outputTokens)
  return (
    <article
      ref={article}
      // A step that takes a message away leaves the focus on the one before it.
      tabIndex={-1}
      className="message"
      data-message={message.id}
      data-role={message.role}
      data-last={last || undefined}
      aria-label={`${author}, ${time}`}
      aria-busy={streaming || undefined}
    >
      {message.reasoning !== '' && <Reasoning message={message} />}
      {editing && <MessageEditor message={message} />}
      {!editing && (mine || message.text !== '' || awaited) && (
        <div
          className="bubble"
          data-empty={message.text === '' || undefined}
          data-streaming={streaming || undefined}
        >
          <TextBoundary text={message.text}>
            {mine ? <PlainText text={message.text} /> : <Markdown text={message.text} />}
          </TextBoundary>
        </div>
      )}
      {!mine && <MessageState message={message} last={last} wait={wait} />}
      <div className="message-foot">
        <span className="message-meta">
          {!mine && <span>{author}</span>}
          {waiting ? 'Sending…' : <TimeText time={message.createdAt} />}
          {tokens && <span>{tokens}</span>}
          {message.correctedAt !== null && <CorrectedMark messageId={message.id} />}
          {!editing && <UnsentEditMark message={message} />}
        </span>
        {!waiting && !streaming && !editing && <MessageActions message={message} last={last} />}
      </div>
    </article>
  )
})
