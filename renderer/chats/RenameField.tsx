import { useEffect, useId, useRef, useState } from 'react'
import { holdRow } from './heldRows.ts'

interface RenameFieldProps {
  /** The row that it stands in. */
  readonly rowKey: string
  /** Its accessible name. */
  readonly label: string
  readonly name: string
  /** Keeps another name; answers with what is wrong, null when it is kept. */
  readonly save: (name: string) => Promise<string | null>
  /** `byKey` when the keyboard ended it: the focus is then without a place. */
  readonly onDone: (byKey: boolean) => void
}

/** A name being typed. Enter keeps it, Escape leaves it as it was; so does leaving the field untouched. */
export function RenameField({ label, name, onDone, rowKey, save }: RenameFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  const saving = useRef(false)
  const [text, setText] = useState(name)
  const [problem, setProblem] = useState<string | null>(null)
  const problemId = useId()
  useEffect(() => holdRow(rowKey), [rowKey])
  useEffect(() => {
    const field = input.current
    field?.select()
    // The menu that led here may take the focus once more as it closes; what was typed by then stays.
    const frame = requestAnimationFrame(() => {
      if (document.activeElement !== field) field?.select()
    })
    return () => cancelAnimationFrame(frame)
  }, [])

  async function keep(byKey: boolean): Promise<void> {
    if (saving.current) return
    saving.current = true
    const wrong = text.trim() === name ? null : await save(text)
    saving.current = false
    setProblem(wrong)
    if (wrong === null) onDone(byKey)
  }

  return (
    <form
      className="rename"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        void keep(true)
      }}
    >
      <input
        ref={input}
        aria-label={label}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? problemId : undefined}
        // What a browser remembers of a field lies on the disk in plain text.
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => void keep(false)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          saving.current = true
          onDone(true)
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
