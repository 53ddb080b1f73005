import { ChevronLeft, ChevronRight, RefreshCw } from 'lucide-react'
import type { Message } from '../../shared/contract/conversations.ts'
import { CopyButton } from '../components/CopyButton.tsx'
import { IconButton } from '../components/IconButton.tsx'
import { useChosenModel } from '../models/newChatModel.ts'
import { regenerate, selectVersion } from './answerActions.ts'
import { useAnswering } from './useAnswering.ts'

interface MessageActionsProps {
  readonly message: Message
  readonly last: boolean
}

export function MessageActions({ last, message }: MessageActionsProps) {
  const { version } = message
  const broken = message.state === 'failed' || message.state === 'stopped' || message.state === 'interrupted'
  return (
    <div className="message-actions">
      {version.count > 1 && <VersionWalk message={message} />}
      {message.text !== '' && <CopyButton label="Copy" text={() => message.text} />}
      {message.role === 'assistant' && (last || broken) && (
        <RegenerateButton message={message} words={broken} />
      )}
    </div>
  )
}

interface RegenerateButtonProps {
  readonly message: Message
  /** Something went wrong, so this is the thing to do next: it says its name. */
  readonly words: boolean
}

function RegenerateButton({ message, words }: RegenerateButtonProps) {
  const modelId = useChosenModel()
  const answering = useAnswering()
  const disabled = modelId === null || answering
  const run = (): void => {
    if (modelId !== null) void regenerate(message.id, modelId)
  }
  if (!words) return <IconButton label="Regenerate" icon={RefreshCw} disabled={disabled} onClick={run} />
  return (
    <button type="button" className="button regenerate" disabled={disabled} onClick={run}>
      <RefreshCw size={14} strokeWidth={1.75} aria-hidden="true" />
      Regenerate
    </button>
  )
}

/** Walks between the versions of a message, oldest first. */
function VersionWalk({ message: { version } }: { readonly message: Message }) {
  const answering = useAnswering()
  const { count, index, nextId, previousId } = version
  return (
    <span className="versions">
      <IconButton
        label="Previous version"
        icon={ChevronLeft}
        disabled={previousId === null || answering}
        onClick={() => previousId && void selectVersion(previousId)}
      />
      <span className="version-place">
        <span className="visually-hidden">Version </span>
        {index}/{count}
      </span>
      <IconButton
        label="Next version"
        icon={ChevronRight}
        disabled={nextId === null || answering}
        onClick={() => nextId && void selectVersion(nextId)}
      />
    </span>
  )
}
