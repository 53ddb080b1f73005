import { memo, useMemo, useState, type KeyboardEvent } from 'react'
import type { ConversationSummary } from '../../shared/contract/conversations.ts'
import { focusComposer } from '../composer/focusComposer.ts'
import { openConversation } from '../conversation/conversationLoading.ts'
import { useConversation } from '../conversation/conversationStore.ts'
import { fetchEarly } from '../conversation/earlyFetch.ts'
import { deleteChat, renameChat } from './chatActions.ts'
import { ChatMenu } from './ChatMenu.tsx'
import { dragSource, dropZone } from './dragging.ts'
import type { DropTarget } from './dropRules.ts'
import { placeOf } from './places.ts'
import { RenameField } from './RenameField.tsx'
import { focusRow, keepingFocus } from './rowFocus.ts'

interface ChatRowProps {
  readonly chat: ConversationSummary
  /** How deep it stands in folders. */
  readonly level: number
  /** Of all rows the Tab key goes to this one. */
  readonly tabStop: boolean
}

/** What is dropped onto a chat goes where that chat is. */
function targetOf(chat: ConversationSummary): DropTarget {
  const place = placeOf(chat)
  if (place.kind === 'pinned' || place.kind === 'folder') return place
  return { kind: 'outside' }
}

export const ChatRow = memo(function ChatRow({ chat, level, tabStop }: ChatRowProps) {
  const current = useConversation((state) => state.currentId === chat.id)
  const [renaming, setRenaming] = useState(false)
  const drag = useMemo(
    () => (chat.archived ? {} : { ...dragSource({ kind: 'chat', chat }), ...dropZone(targetOf(chat)) }),
    [chat],
  )

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'F2') setRenaming(true)
    else if (event.key === 'Delete') void keepingFocus(chat.id, () => deleteChat(chat.id))
    else return
    event.preventDefault()
  }

  if (renaming)
    return (
      <RenameField
        rowKey={chat.id}
        label="Title of the chat"
        name={chat.title}
        save={(title) => renameChat(chat.id, title)}
        onDone={(byKey) => {
          setRenaming(false)
          if (byKey) focusRow(chat.id)
        }}
      />
    )
  return (
    <div className="chat-row" data-current={current || undefined} data-level={level} {...drag}>
      <button
        type="button"
        className="chat-open"
        data-row={chat.id}
        tabIndex={tabStop ? 0 : -1}
        aria-current={current ? 'page' : undefined}
        title={chat.title}
        onKeyDown={onKeyDown}
        onPointerDown={({ button }) => {
          if (button === 0) fetchEarly(chat.id)
        }}
        onClick={() => {
          openConversation(chat.id)
          focusComposer()
        }}
      >
        <span className="chat-title" id={`chat-${chat.id}`} data-ended={chat.endedAt !== null || undefined}>
          {chat.title}
        </span>
        {chat.endedAt !== null && <span className="visually-hidden">, ended</span>}
        {chat.running && (
          <span className="chat-running">
            <span className="visually-hidden">, answer being written</span>
          </span>
        )}
      </button>
      <ChatMenu chat={chat} tabStop={tabStop} onRename={() => setRenaming(true)} />
    </div>
  )
})
