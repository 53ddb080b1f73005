import type { Message } from '../../shared/contract/conversations.ts'
import { answerErrorSentences } from '../errors/sentences.ts'

interface MessageStateProps {
  readonly message: Message
  /** How many answers the model writes before this one. */
  readonly waitsFor: number
}

/** How an answer stands, in words, unless it simply went well. */
export function MessageState({ message, waitsFor }: MessageStateProps) {
  switch (message.state) {
    case 'streaming':
      return waitsFor === 0 ? null : <p className="message-state">{queueSentence(waitsFor)}</p>
    case 'complete':
      return message.text === '' ? <p className="message-state">The model gave no text.</p> : null
    case 'stopped':
      return <p className="message-state">Stopped</p>
    case 'failed':
      return (
        <p className="message-state" data-problem>
          {answerErrorSentences[message.errorCode ?? 'INTERNAL']}
        </p>
      )
    case 'interrupted':
      return (
        <p className="message-state">
          <strong>Interrupted</strong> Confab was closed while this was being written.
        </p>
      )
  }
}

function queueSentence(position: number): string {
  return `Waiting for the model: ${position} ${position === 1 ? 'answer' : 'answers'} before this one`
}
