import type { Message } from '../../shared/contract/conversations.ts'
import { Markdown } from '../markdown/Markdown.tsx'
import { TextBoundary } from '../markdown/TextBoundary.tsx'
import { setReasoningOpen, useConversation } from './conversationStore.ts'

/** What the model thought before it answered. Closed until it is wanted, and rendered only then. */
export function Reasoning({ message }: { readonly message: Message }) {
  const open = useConversation((state) => state.openReasoning.has(message.id))
  const thinking = message.state === 'streaming' && message.text === ''
  return (
    <details
      className="reasoning"
      data-thinking={thinking || undefined}
      open={open}
      onToggle={(event) => setReasoningOpen(message.id, event.currentTarget.open)}
    >
      <summary>Reasoning</summary>
      {open && (
        <div className="reasoning-text">
          <TextBoundary text={message.reasoning}>
            <Markdown text={message.reasoning} />
          </TextBoundary>
        </div>
      )}
    </details>
  )
}
