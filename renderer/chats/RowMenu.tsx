import { Ellipsis, type LucideIcon } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useRef, type ReactNode } from 'react'
import { IconButton } from '../components/IconButton.tsx'
import { sideId } from './sideId.ts'

/** Makes what an item does of a step that moves the focus itself. */
export type Choose = (step: () => void) => () => void

interface RowMenuProps {
  readonly label: string
  /** The id of the element that says what the menu is about. */
  readonly describedBy: string
  /** The Tab key goes to the row, and from there to this menu. */
  readonly tabStop: boolean
  readonly children: (choose: Choose) => ReactNode
}

/** The menu at the end of a row. */
export function RowMenu({ children, describedBy, label, tabStop }: RowMenuProps) {
  /** What was chosen moves the focus itself, so the menu must not give it back to its button. */
  const focusMoves = useRef(false)
  const choose: Choose = (step) => () => {
    focusMoves.current = true
    step()
  }
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton
          className="chat-options"
          label={label}
          icon={Ellipsis}
          aria-describedby={describedBy}
          tabIndex={tabStop ? 0 : -1}
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
          {children(choose)}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

interface RowMenuItemProps {
  readonly label: string
  readonly icon: LucideIcon
  readonly danger?: boolean
  readonly onSelect: () => void
}

export function RowMenuItem({ danger = false, icon: Icon, label, onSelect }: RowMenuItemProps) {
  return (
    <DropdownMenu.Item className={`menu-item ${danger ? 'menu-item-danger' : ''}`} onSelect={onSelect}>
      <Icon size={14} aria-hidden="true" />
      {label}
    </DropdownMenu.Item>
  )
}
