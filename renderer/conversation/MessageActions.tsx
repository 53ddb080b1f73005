import { Pencil, RefreshCw, Trash2 } from 'lucide-react'
import type { Message } from '../../shared/contract/conversations.ts'
import { CopyButton } from '../components/CopyButton.tsx'
import { IconButton } from '../components/IconButton.tsx'
import { useChosenModel } from '../models/newChatModel.ts'
import { askToDelete, getAnswer, regenerate } from './branching/branchActions.ts'
import { MessageMenu } from './branching/MessageMenu.tsx'
import { VersionWalk } from './branching/VersionWalk.tsx'
import { openEditor, useEditing } from './editing/editingStore.ts'
import { useSending } from './sendingStore.ts'
import { useAnswering } from './useAnswering.ts'

interface MessageActionsProps {
  readonly message: Message
  readonly last: boolean
}

/** Whether the core may not have a message yet: there is nothing to be done with it until it has. */
function useOnItsWay({ id }: Message): boolean {
  const sending = useSending((state) => state.messages.some(({ messageId }) => messageId === id))
  const edited = useEditing((state) => state.pending?.messageId === id)
  return sending || edited
}

export function MessageActions({ last, message }: MessageActionsProps) {
  const onItsWay = useOnItsWay(message)
  const answering = useAnswering()
  const blank = message.text === ''
  const mine = message.role === 'user'
  // It is always there to be seen, so it stands beside what is: the time, on either side.
  const walk = !onItsWay && message.version.count > 1 && <VersionWalk message={message} />
  return (
    <div className="message-actions">
      {!mine && walk}
      {!blank && <CopyButton label="Copy" text={() => message.text} />}
      {!onItsWay && (
        <>
          <AnswerButton message={message} last={last} answering={answering} />
          {!blank && (
            <IconButton label="Edit" icon={Pencil} disabled={answering} onClick={() => openEditor(message)} />
          )}
          <IconButton
            label="Delete"
            icon={Trash2}
            disabled={answering}
            onClick={() => void askToDelete(message)}
          />
          <MessageMenu message={message} answering={answering} />
        </>
      )}
      {mine && walk}
    </div>
  )
}

interface AnswerButtonProps extends MessageActionsProps {
  readonly answering: boolean
}

/** Asks the model, again or for the first time. Where that is the thing to do next, the button says its name. */
function AnswerButton({ answering, last, message }: AnswerButtonProps) {
  const modelId = useChosenModel()
  const disabled = modelId === null || answering
  if (message.role === 'user') {
    if (!last) return null
    const ask = (): void => {
      if (modelId !== null) void getAnswer(message, modelId)
    }
    return <WordsButton label="Get an answer" disabled={disabled} onClick={ask} />
  }
  const run = (): void => {
    if (modelId !== null) void regenerate(message.id, modelId)
  }
  const { state } = message
  const broken = state === 'failed' || state === 'stopped' || state === 'interrupted'
  if (broken) return <WordsButton label="Regenerate" disabled={disabled} onClick={run} />
  return <IconButton label="Regenerate" icon={RefreshCw} disabled={disabled} onClick={run} />
}

interface WordsButtonProps {
  readonly label: string
  readonly disabled: boolean
  readonly onClick: () => void
}

function WordsButton({ disabled, label, onClick }: WordsButtonProps) {
  return (
    <button type="button" className="button regenerate" disabled={disabled} onClick={onClick}>
      <RefreshCw size={14} strokeWidth={1.75} aria-hidden="true" />
      {label}
    </button>
  )
}
