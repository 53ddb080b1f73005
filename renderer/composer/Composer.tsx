import { ArrowUp, Square } from 'lucide-react'
import { useEffect, useState, type KeyboardEvent } from 'react'
import { Form } from '../components/Form.tsx'
import { bounds } from '../../shared/bounds.ts'
import { stopAnswer } from '../conversation/answerActions.ts'
import { useConversation } from '../conversation/conversationStore.ts'
import { ComposerFoot } from './ComposerFoot.tsx'
import { composerId, focusComposer } from './focusComposer.ts'
import { budgetSpent } from './obstacle.ts'
import { useRefusal } from './refusalStore.ts'
import { useComposer } from './useComposer.ts'

/** The counter appears when this share of the longest message is written. */
const counterFrom = 0.9

export function Composer() {
  const { blank, modelId, obstacle, runningId, send, text, write } = useComposer()
  const place = useConversation((state) => state.place)
  const [tried, setTried] = useState(false)
  useEffect(focusComposer, [place])
  const tooLong = text.length > bounds.messageText.max
  // These do not pass by themselves, so they are said before anybody tries.
  const standing = tooLong || obstacle === budgetSpent
  const reason = !blank && (standing || tried) ? obstacle : null

  function submit(): void {
    setTried(obstacle !== null)
    send()
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && runningId) void stopAnswer(runningId)
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    submit()
  }

  return (
    <Form className="composer" onSubmit={submit}>
      <div className="composer-box">
        <textarea
          id={composerId}
          autoComplete="off"
          aria-label="Message"
          aria-describedby="composer-notes"
          aria-invalid={tooLong || undefined}
          placeholder="Write a message"
          rows={1}
          value={text}
          onChange={(event) => {
            setTried(false)
            write(event.target.value)
          }}
          onKeyDown={onKeyDown}
        />
        {runningId ? (
          <button
            type="button"
            className="send"
            aria-label="Stop"
            title="Stop"
            onClick={() => void stopAnswer(runningId)}
          >
            <Square size={12} fill="currentColor" aria-hidden="true" />
          </button>
        ) : (
          <button
            type="submit"
            className="send"
            aria-label="Send"
            title="Send"
            disabled={blank || obstacle !== null}
          >
            <ArrowUp size={18} aria-hidden="true" />
          </button>
        )}
      </div>
      <ComposerNotes length={text.length} reason={reason} />
      <ComposerFoot modelId={modelId} draft={text} />
    </Form>
  )
}

interface ComposerNotesProps {
  readonly length: number
  readonly reason: string | null
}

const numbers = new Intl.NumberFormat('en')

function ComposerNotes({ length, reason }: ComposerNotesProps) {
  const refusal = useRefusal((state) => state.refusal)
  const { max } = bounds.messageText
  return (
    <output id="composer-notes" className="composer-notes" aria-live="polite">
      {refusal && <span className="problem">{refusal}</span>}
      {reason && <span className={length > max ? 'problem' : undefined}>{reason}</span>}
      {length > max * counterFrom && (
        <span>
          {numbers.format(length)} of {numbers.format(max)} characters
        </span>
      )}
    </output>
  )
}
