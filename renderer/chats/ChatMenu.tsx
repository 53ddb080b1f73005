import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useRef } from 'react'
import type { ConversationSummary } from '../../shared/contract/conversations.ts'
import { IconButton } from '../components/IconButton.tsx'
import { focusComposer } from '../composer/focusComposer.ts'
import { sideId } from './sideId.ts'
import { deleteChat } from './chatActions.ts'

interface ChatMenuProps {
  readonly chat: ConversationSummary
  readonly onRename: () => void
}

export function ChatMenu({ chat, onRename }: ChatMenuProps) {
  /** What was chosen moves the focus itself, so the menu must not give it back to its button. */
  const focusMoves = useRef(false)
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton
          className="chat-options"
          label="Chat options"
          icon={Ellipsis}
          aria-describedby={`chat-${chat.id}`}
        />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={document.getElementById(sideId)}>
        <DropdownMenu.Content
          className="menu"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            if (focusMoves.current) event.preventDefault()
            focusMoves.current = false
          }}
        >
          <DropdownMenu.Item
            className="menu-item"
            onSelect={() => {
              focusMoves.current = true
              onRename()
            }}
          >
            <Pencil size={14} aria-hidden="true" />
            Rename
          </DropdownMenu.Item>
          <DropdownMenu.Item
            className="menu-item menu-item-danger"
            onSelect={() => {
              focusMoves.current = true
              focusComposer()
              void deleteChat(chat.id)
            }}
          >
            <Trash2 size={14} aria-hidden="true" />
            Delete
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
