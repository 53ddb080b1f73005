import { useState } from 'react'
import { Form } from '../components/Form.tsx'
import type { Preferences } from '../../shared/contract/preferences.ts'
import { TextField } from '../components/TextField.tsx'
import { usePreferences } from '../preferences/preferencesStore.ts'
import { SaveNote } from './SaveNote.tsx'
import { useSave } from './useSave.ts'

type NumberKey = {
  [Key in keyof Preferences]: Preferences[Key] extends number ? Key : never
}[keyof Preferences]

interface NumberPreferenceProps {
  readonly name: NumberKey
  readonly label: string
  readonly hint: string
  readonly min: number
  readonly max: number
}

/** A whole number of the preferences, saved when one leaves the field or presses Enter. */
export function NumberPreference({ hint, label, max, min, name }: NumberPreferenceProps) {
  const kept = usePreferences((state) => state.preferences?.[name] ?? min)
  const [text, setText] = useState(String(kept))
  const [saved, save] = useSave()
  const [problem, setProblem] = useState<string | null>(null)

  function keep(): void {
    const number = text.trim() === '' ? min : Number(text)
    const valid = Number.isInteger(number) && number >= min && number <= max
    setProblem(valid ? null : `Enter a whole number from ${min} to ${max}.`)
    if (valid && number !== kept) save({ [name]: number })
  }

  return (
    <Form onSubmit={() => keep()}>
      <TextField
        label={label}
        type="number"
        inputMode="numeric"
        min={min}
        max={max}
        className="short-input"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={keep}
        error={problem}
        hint={hint}
      />
      <SaveNote state={saved} />
    </Form>
  )
}
