import { ErrorDetails } from '../components/ErrorDetails.tsx'
import { useClock } from '../components/useClock.ts'
import type { Message } from '../../shared/contract/conversations.ts'
import { answerErrorSentences } from '../errors/sentences.ts'
import { openChatSetup } from '../chatSettings/chatSetupStore.ts'
import { continueAnswer } from './answerActions.ts'
import type { Wait } from './conversationStore.ts'
import { useAnswering } from './useAnswering.ts'
import { queueSentence, retrySentence } from './waitSentences.ts'

interface MessageStateProps {
  readonly message: Message
  readonly last: boolean
  /** What the answer waits for before it goes on. */
  readonly wait: Wait | null
}

/** How an answer stands, in words, unless it simply went well. */
export function MessageState({ last, message, wait }: MessageStateProps) {
  switch (message.state) {
    case 'streaming':
      return wait && <WaitLine wait={wait} />
    case 'complete':
      return <CompleteLine message={message} last={last} />
    case 'stopped':
      return (
        <p className="message-state">
          {message.finishReason === 'offline' ? 'Stopped: Offline only was turned on.' : 'Stopped'}
          <ContinueButton message={message} last={last} />
        </p>
      )
    case 'failed':
      return (
        <>
          <p className="message-state" data-problem>
            {answerErrorSentences[message.errorCode ?? 'INTERNAL']}
            <ContinueButton message={message} last={last} />
          </p>
          <ErrorDetails text={message.errorDetails} />
        </>
      )
    case 'interrupted':
      return (
        <p className="message-state">
          <strong>Interrupted</strong> Confab was closed while this was being written.
          <ContinueButton message={message} last={last} />
        </p>
      )
  }
}

function WaitLine({ wait }: { readonly wait: Wait }) {
  if (wait.kind === 'retrying') return <RetryLine retryAt={wait.retryAt} />
  return <p className="message-state">{queueSentence(wait.position)}</p>
}

/** Counts down. It is said aloud once, when the event arrives, and not each second. */
function RetryLine({ retryAt }: { readonly retryAt: number }) {
  const now = useClock() * 1_000
  return <p className="message-state">{retrySentence(retryAt, now)}</p>
}

function CompleteLine({ last, message }: Pick<MessageStateProps, 'last' | 'message'>) {
  if (message.finishReason === 'length') return <CutLine message={message} last={last} />
  return message.text === '' ? <p className="message-state">The model gave no text.</p> : null
}

function CutLine({ last, message }: Pick<MessageStateProps, 'last' | 'message'>) {
  if (message.text === '')
    return (
      <p className="message-state">
        Hit the token limit before writing anything. Raise the limit, then regenerate.
        <button type="button" className="button continue" onClick={() => openChatSetup('maxTokens')}>
          Raise limit…
        </button>
      </p>
    )
  return (
    <p className="message-state">
      Cut at its longest length.
      <ContinueButton message={message} last={last} />
    </p>
  )
}

/** Has the newest answer gone on with where it broke off, as long as there is something to go on from. */
function ContinueButton({ last, message }: Pick<MessageStateProps, 'last' | 'message'>) {
  const answering = useAnswering()
  if (!last || message.text === '') return null
  return (
    <button
      type="button"
      className="button continue"
      disabled={answering}
      onClick={() => void continueAnswer(message.id)}
    >
      Continue
    </button>
  )
}
