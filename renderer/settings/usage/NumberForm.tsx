import { useState } from 'react'
import { Form } from '../../components/Form.tsx'
import { TextField } from '../../components/TextField.tsx'
import { wholeNumber } from './wholeNumber.ts'

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

function problemOf(text: string, min: number, max: number): string {
  const range = `Enter a whole number from ${min} to ${numbers.format(max)}.`
  const parted = wholeNumber(text) === null && /[.,]/u.test(text)
  return parted ? `${range} A point or a comma may only part thousands, as in 4,000 or 4.000.` : range
}

/** A whole number with a button that does something with it. */
export function NumberForm({ button, initial, label, max, min, onSubmit }: NumberFormProps) {
  const [text, setText] = useState(String(initial))
  const [problem, setProblem] = useState<string | null>(null)

  function submit(): void {
    const value = wholeNumber(text)
    const valid = value !== null && value >= min && value <= max
    setProblem(valid ? null : problemOf(text, min, max))
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
