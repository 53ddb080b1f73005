import { useEffect, useId, useRef, useState } from 'react'
import type { ConversationSummary } from '../../shared/contract/conversations.ts'
import { renameChat } from './chatActions.ts'

interface RenameFieldProps {
  readonly chat: ConversationSummary
  readonly onDone: () => void
}

/** The title of a chat, being typed. Enter keeps it, Escape leaves it as it was; so does leaving the field untouched. */
export function RenameField({ chat, onDone }: RenameFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  const saving = useRef(false)
  const [title, setTitle] = useState(chat.title)
  const [problem, setProblem] = useState<string | null>(null)
  const problemId = useId()
  useEffect(() => {
    // The menu that led here lets go of the focus in the same moment.
    const frame = requestAnimationFrame(() => input.current?.select())
    return () => cancelAnimationFrame(frame)
  }, [])

  async function save(): Promise<void> {
    if (saving.current) return
    saving.current = true
    const wrong = title.trim() === chat.title ? null : await renameChat(chat.id, title)
    saving.current = false
    setProblem(wrong)
    if (wrong === null) onDone()
  }

  return (
    <form
      className="rename"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <input
        ref={input}
        aria-label="Title of the chat"
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? problemId : undefined}
        // What a browser remembers of a field lies on the disk in plain text.
        autoComplete="off"
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        onBlur={() => void save()}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          saving.current = true
          onDone()
        }}
      />
      {problem && (
        <p id={problemId} className="field-error" role="alert">
          {problem}
        </p>
      )}
    </form>
  )
}
