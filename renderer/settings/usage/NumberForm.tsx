import { useState } from 'react'
import { Form } from '../../components/Form.tsx'
import { TextField } from '../../components/TextField.tsx'

interface NumberFormProps {
  readonly label: string
  readonly initial: number
  readonly min: number
  readonly max: number
  /** What the button says. */
  readonly button: string
  readonly onSubmit: (value: number) => void
}

const numbers = new Intl.NumberFormat('en')

/** A whole number with a button that does something with it. */
export function NumberForm({ button, initial, label, max, min, onSubmit }: NumberFormProps) {
  const [text, setText] = useState(String(initial))
  const [problem, setProblem] = useState<string | null>(null)

  function submit(): void {
    const value = Number(text.replaceAll(/[\s,]/gu, ''))
    const valid = text.trim() !== '' && Number.isInteger(value) && value >= min && value <= max
    setProblem(valid ? null : `Enter a whole number from ${min} to ${numbers.format(max)}.`)
    if (valid) onSubmit(value)
  }

  return (
    <Form className="number-form" onSubmit={submit}>
      <TextField
        label={label}
        inputMode="numeric"
        autoComplete="off"
        className="short-input"
        value={text}
        onChange={(event) => {
          setProblem(null)
          setText(event.target.value)
        }}
        error={problem}
      />
      <button type="submit" className="button">
        {button}
      </button>
    </Form>
  )
}
