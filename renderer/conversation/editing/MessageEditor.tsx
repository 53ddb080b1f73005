import { useEffect, useId, useRef, type KeyboardEvent } from 'react'
import { Form } from '../../components/Form.tsx'
import { isSpent } from '../../../shared/budget.ts'
import type { Message } from '../../../shared/contract/conversations.ts'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { useChosenModel } from '../../models/newChatModel.ts'
import { useBudget } from '../../usage/budgetStore.ts'
import { useAnswering } from '../useAnswering.ts'
import { leaveEditor, saveInPlace, sendEdited } from './editActions.ts'
import { setEditText } from './editDrafts.ts'
import { useEditing } from './editingStore.ts'
import { editObstacles } from './editObstacles.ts'

const hints = {
  user: '“Send edited” asks again and keeps this version beside the new one. “Save in place” only corrects the text.',
  assistant:
    'Only the text is corrected; no model is asked. What it said before stays among its earlier texts.',
}

/** Puts the cursor behind the text when the text box appears. */
function useCursorAtEnd() {
  const textarea = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    const element = textarea.current
    element?.focus()
    element?.setSelectionRange(element.value.length, element.value.length)
  }, [])
  return textarea
}

/** Brings what stands below the text box into view when it says that the text was not taken. */
function useProblemInView(problem: string | null) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (problem === null) return
    // The list measures a text box that has just come back first. In a small window not all of it has room.
    const frame = requestAnimationFrame(() => {
      for (const part of ['.editor-actions', '[role="alert"]'])
        form.current?.querySelector(part)?.scrollIntoView({ block: 'nearest' })
    })
    return () => cancelAnimationFrame(frame)
  }, [problem])
  return form
}

/** A message in a text box, in the place of its bubble. */
export function MessageEditor({ message }: { readonly message: Message }) {
  const notesId = useId()
  const textarea = useCursorAtEnd()
  const draft = useEditing((state) => state.drafts.get(message.id))
  const form = useProblemInView(draft?.problem ?? null)
  const modelId = useChosenModel()
  const answering = useAnswering()
  const spent = useBudget(({ budget }) => budget !== null && modelId !== null && isSpent(budget, modelId))
  const mine = message.role === 'user'
  const text = draft?.text ?? message.text
  const busy = draft?.busy ?? false
  const { save, send } = editObstacles(text, { answering, modelId, spent })
  const first = mine ? send : save

  function submit(): void {
    if (first !== null || busy) return
    if (!mine) void saveInPlace(message)
    else if (modelId !== null) void sendEdited(message, modelId)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') leaveEditor(message, 'keep')
    // An answer has many lines, so there Enter breaks one.
    const sends = event.key === 'Enter' && !event.shiftKey && (mine || event.ctrlKey || event.metaKey)
    if (event.key !== 'Escape' && !sends) return
    event.preventDefault()
    event.stopPropagation()
    if (sends) submit()
  }

  return (
    <Form ref={form} className="message-editor" onSubmit={submit}>
      <textarea
        ref={textarea}
        className="text-area"
        autoComplete="off"
        aria-label="Edited text"
        aria-describedby={notesId}
        aria-invalid={first !== null || undefined}
        rows={1}
        readOnly={busy}
        value={text}
        onChange={(event) => setEditText(message.id, event.target.value)}
        onKeyDown={onKeyDown}
      />
      <output id={notesId} className="editor-notes" aria-live="polite">
        {first ?? hints[message.role]}
      </output>
      <div role="alert">{draft?.problem && <p className="problem">{draft.problem}</p>}</div>
      <div className="editor-actions">
        <button type="button" className="button button-plain" onClick={() => leaveEditor(message, 'forget')}>
          Cancel
        </button>
        {mine && (
          <button
            type="button"
            className="button"
            disabled={save !== null}
            title="Corrects the text without asking again"
            onClick={() => void saveInPlace(message)}
          >
            Save in place
          </button>
        )}
        <SubmitButton busy={busy} disabled={first !== null}>
          {mine ? 'Send edited' : 'Save in place'}
        </SubmitButton>
      </div>
    </Form>
  )
}
