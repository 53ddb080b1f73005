import { ChevronRight, Ellipsis, History, MessageSquarePlus, RefreshCw, type LucideIcon } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useMemo, useRef } from 'react'
import type { Message } from '../../../shared/contract/conversations.ts'
import { IconButton } from '../../components/IconButton.tsx'
import { useAskable } from '../../models/askable.ts'
import { useConnections } from '../../models/connectionsStore.ts'
import { isOff, modelGroups, modelTitle, type ModelGroup } from '../../models/modelNames.ts'
import { useModels } from '../../models/modelsStore.ts'
import { copyToNewChat, regenerate } from './branchActions.ts'
import { openMessageDialog } from './messageDialogStore.ts'

interface MessageMenuProps {
  readonly message: Message
  readonly answering: boolean
}

/** Runs a step once the menu is gone and its button has the focus again, for a dialog gives the focus back to it. */
type Afterwards = (step: () => void) => () => void

/** What is done with a message less often. */
export function MessageMenu({ answering, message }: MessageMenuProps) {
  const next = useRef<(() => void) | null>(null)
  const afterwards: Afterwards = (step) => () => {
    next.current = step
  }
  function onClosed(): void {
    const step = next.current
    next.current = null
    if (step) requestAnimationFrame(step)
  }
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton label="More" icon={Ellipsis} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={document.querySelector('main')}>
        <DropdownMenu.Content
          className="menu"
          align="end"
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={onClosed}
        >
          {message.role === 'assistant' && (
            <RegenerateWith message={message} answering={answering} afterwards={afterwards} />
          )}
          <Item
            label="New chat from here"
            icon={MessageSquarePlus}
            onSelect={afterwards(() => void copyToNewChat(message.id))}
          />
          {message.correctedAt !== null && (
            <Item
              label="Earlier texts"
              icon={History}
              onSelect={afterwards(() => openMessageDialog({ kind: 'revisions', messageId: message.id }))}
            />
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

interface ItemProps {
  readonly label: string
  readonly icon: LucideIcon
  readonly onSelect: () => void
}

function Item({ icon: Icon, label, onSelect }: ItemProps) {
  return (
    <DropdownMenu.Item className="menu-item" onSelect={onSelect}>
      <Icon size={14} aria-hidden="true" />
      {label}
    </DropdownMenu.Item>
  )
}

interface RegenerateWithProps extends MessageMenuProps {
  readonly afterwards: Afterwards
}

function RegenerateWith({ afterwards, answering, message }: RegenerateWithProps) {
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className="menu-item" disabled={answering}>
        <RefreshCw size={14} aria-hidden="true" />
        Regenerate with…
        <ChevronRight className="menu-item-end" size={14} aria-hidden="true" />
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal container={document.querySelector('main')}>
        <DropdownMenu.SubContent className="menu menu-models" sideOffset={4} collisionPadding={8}>
          <ModelItems message={message} afterwards={afterwards} />
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  )
}

/** Every model that can be picked, as where the model of a chat is. */
function ModelItems({ afterwards, message }: Omit<RegenerateWithProps, 'answering'>) {
  const models = useModels((state) => state.models)
  const connections = useConnections((state) => state.connections)
  const askable = useAskable(connections)
  const groups = useMemo(() => modelGroups(models, connections, null), [connections, models])
  return (
    <>
      {groups.map((group) => (
        <GroupItems
          key={group.connectionId}
          group={group}
          off={isOff(group, connections, askable)}
          message={message}
          afterwards={afterwards}
        />
      ))}
      {askable.length > 0 && (
        <DropdownMenu.Item
          className="menu-item"
          onSelect={afterwards(() => openMessageDialog({ kind: 'another-model', message }))}
        >
          Another model…
        </DropdownMenu.Item>
      )}
    </>
  )
}

interface GroupItemsProps {
  readonly group: ModelGroup
  /** Nothing of it can be picked while the profile works offline only. */
  readonly off: boolean
  readonly message: Message
  readonly afterwards: Afterwards
}

function GroupItems({ afterwards, group: { models, name }, message, off }: GroupItemsProps) {
  const label = off ? `${name} (off: Offline only)` : name
  return (
    <DropdownMenu.Group aria-label={label}>
      <DropdownMenu.Label className="menu-label">{label}</DropdownMenu.Label>
      {models.map((model) => (
        <DropdownMenu.Item
          key={model.id}
          className="menu-item"
          disabled={off}
          title={modelTitle(model)}
          onSelect={afterwards(() => void regenerate(message.id, model.id))}
        >
          {model.name}
        </DropdownMenu.Item>
      ))}
    </DropdownMenu.Group>
  )
}
