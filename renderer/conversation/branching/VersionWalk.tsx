import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { KeyboardEvent, MouseEvent } from 'react'
import type { Message } from '../../../shared/contract/conversations.ts'
import { IconButton } from '../../components/IconButton.tsx'
import { walkVersions, type Walk } from './branchActions.ts'

interface VersionWalkProps {
  readonly message: Message
}

function stepOf(event: KeyboardEvent): Walk['step'] | null {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null
  if (event.key === 'ArrowLeft') return -1
  return event.key === 'ArrowRight' ? 1 : null
}

/**
 * Walks between the versions of a message, oldest first: by its buttons, and on either of them by the arrow keys. It
 * changes nothing, so it is done also while an answer is being written.
 */
export function VersionWalk({ message }: VersionWalkProps) {
  const { count, index, nextId, previousId } = message.version

  function walk(button: Element, step: Walk['step']): void {
    void walkVersions(message, { step, top: button.getBoundingClientRect().top })
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = stepOf(event)
    if (step === null) return
    event.preventDefault()
    walk(event.currentTarget, step)
  }

  const press = (step: Walk['step']) => (event: MouseEvent) => walk(event.currentTarget, step)
  return (
    <span className="versions">
      <IconButton
        label="Previous version"
        icon={ChevronLeft}
        disabled={previousId === null}
        onClick={press(-1)}
        onKeyDown={onKeyDown}
      />
      <span className="version-place">
        <span className="visually-hidden">Version </span>
        {index}/{count}
      </span>
      <IconButton
        label="Next version"
        icon={ChevronRight}
        disabled={nextId === null}
        onClick={press(1)}
        onKeyDown={onKeyDown}
      />
    </span>
  )
}
