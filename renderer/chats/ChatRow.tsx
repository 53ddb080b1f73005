import { memo, useState } from 'react'
import type { ConversationSummary } from '../../shared/contract/conversations.ts'
import { focusComposer } from '../composer/focusComposer.ts'
import { openConversation } from '../conversation/conversationLoading.ts'
import { useConversation } from '../conversation/conversationStore.ts'
import { ChatMenu } from './ChatMenu.tsx'
import { RenameField } from './RenameField.tsx'

interface ChatRowProps {
  readonly chat: ConversationSummary
}

export const ChatRow = memo(function ChatRow({ chat }: ChatRowProps) {
  const current = useConversation((state) => state.currentId === chat.id)
  const [renaming, setRenaming] = useState(false)
  if (renaming) return <RenameField chat={chat} onDone={() => setRenaming(false)} />
  return (
    <div className="chat-row" data-current={current || undefined}>
      <button
        type="button"
        className="chat-open"
        aria-current={current ? 'page' : undefined}
        title={chat.title}
        onClick={() => {
          openConversation(chat.id)
          focusComposer()
        }}
      >
        <span className="chat-title" id={`chat-${chat.id}`}>
          {chat.title}
        </span>
        {chat.running && (
          <span className="chat-running">
            <span className="visually-hidden">, answer being written</span>
          </span>
        )}
      </button>
      <ChatMenu chat={chat} onRename={() => setRenaming(true)} />
    </div>
  )
})
