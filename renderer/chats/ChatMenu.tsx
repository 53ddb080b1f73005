import {
  Archive,
  ArchiveRestore,
  CircleCheck,
  CirclePlay,
  Download,
  FolderInput,
  Pencil,
  Pin,
  PinOff,
  Trash2,
} from 'lucide-react'
import type { ConversationSummary } from '../../shared/contract/conversations.ts'
import { focusComposer } from '../composer/focusComposer.ts'
import { deleteChat, endChat, reopenChat, setArchived, setPinned } from './chatActions.ts'
import { openListDialog } from './listDialogStore.ts'
import { keepingFocus } from './rowFocus.ts'
import { RowMenu, RowMenuItem, type Choose } from './RowMenu.tsx'

interface ChatMenuProps {
  readonly chat: ConversationSummary
  readonly tabStop: boolean
  readonly onRename: () => void
}

export function ChatMenu({ chat, onRename, tabStop }: ChatMenuProps) {
  return (
    <RowMenu label="Chat options" describedBy={`chat-${chat.id}`} tabStop={tabStop}>
      {(choose) => (
        <>
          <RowMenuItem label="Rename" icon={Pencil} onSelect={choose(onRename)} />
          {!chat.archived && <OrderItems chat={chat} choose={choose} />}
          <RowMenuItem
            label="Export"
            icon={Download}
            onSelect={choose(() => openListDialog({ kind: 'export-chat', chat }))}
          />
          <EndItem chat={chat} choose={choose} />
          <ArchiveItem chat={chat} choose={choose} />
          <RowMenuItem
            label="Delete"
            icon={Trash2}
            danger
            onSelect={choose(() => {
              focusComposer()
              void deleteChat(chat.id)
            })}
          />
        </>
      )}
    </RowMenu>
  )
}

interface ItemProps {
  readonly chat: ConversationSummary
  readonly choose: Choose
}

function OrderItems({ chat, choose }: ItemProps) {
  return (
    <>
      <RowMenuItem
        label={chat.pinned ? 'Unpin' : 'Pin'}
        icon={chat.pinned ? PinOff : Pin}
        onSelect={choose(() => void keepingFocus(chat.id, () => setPinned(chat.id, !chat.pinned)))}
      />
      <RowMenuItem
        label="Move to folder"
        icon={FolderInput}
        onSelect={choose(() => openListDialog({ kind: 'move-chat', chat }))}
      />
    </>
  )
}

function EndItem({ chat, choose }: ItemProps) {
  return chat.endedAt === null ? (
    <RowMenuItem
      label="End chat"
      icon={CircleCheck}
      onSelect={choose(() => void keepingFocus(chat.id, () => endChat(chat.id)))}
    />
  ) : (
    <RowMenuItem
      label="Reopen chat"
      icon={CirclePlay}
      onSelect={choose(() => void keepingFocus(chat.id, () => reopenChat(chat.id)))}
    />
  )
}

function ArchiveItem({ chat, choose }: ItemProps) {
  return (
    <RowMenuItem
      label={chat.archived ? 'Unarchive' : 'Archive'}
      icon={chat.archived ? ArchiveRestore : Archive}
      onSelect={choose(() => void keepingFocus(chat.id, () => setArchived(chat.id, !chat.archived)))}
    />
  )
}
