import { useState } from 'react'
import { passwordStrength } from '../../shared/passwordStrength.ts'
import { Check } from '../components/Check.tsx'
import { TextField } from '../components/TextField.tsx'
import type { Problems } from '../components/useForm.ts'

interface NewPasswordFieldsProps {
  readonly label: string
  /** The names of the two fields in the form. */
  readonly name: string
  readonly repeatedName: string
  readonly value: string
  readonly repeated: string
  readonly onChange: (value: string) => void
  readonly onRepeatedChange: (value: string) => void
  readonly problems: Problems
  /** What a password should not be made of: the user name, the e-mail. */
  readonly avoid: readonly string[]
}

/** A new password, how strong it is, and the same once more. */
export function NewPasswordFields(props: NewPasswordFieldsProps) {
  const { label, name, onChange, onRepeatedChange, problems, repeated, repeatedName, value } = props
  const [shown, setShown] = useState(false)
  const type = shown ? 'text' : 'password'
  return (
    <>
      <TextField
        label={label}
        name={name}
        type={type}
        autoComplete="new-password"
        required
        value={value}
        onChange={(event) => onChange(event.target.value)}
        error={problems[name] ?? null}
        hint={<StrengthHint value={value} avoid={props.avoid} />}
      />
      <TextField
        label="Repeat password"
        name={repeatedName}
        type={type}
        autoComplete="new-password"
        required
        value={repeated}
        onChange={(event) => onRepeatedChange(event.target.value)}
        error={problems[repeatedName] ?? null}
      />
      <Check label="Show characters" checked={shown} onChange={setShown} />
    </>
  )
}

type Strength = ReturnType<typeof passwordStrength>

const strengthWords: Record<Strength, string> = {
  'too-short': 'At least 6 characters. A few unrelated words make a strong one.',
  weak: 'Weak: easy to guess. Add a few unrelated words.',
  fair: 'Fair: one or two more words make it strong.',
  strong: 'Strong.',
}

const strengthSteps: Record<Strength, number> = { 'too-short': 0, weak: 1, fair: 2, strong: 3 }

function StrengthHint({ avoid, value }: { readonly value: string; readonly avoid: readonly string[] }) {
  const strength = passwordStrength(value, avoid)
  return (
    <span className="strength" data-strength={strength}>
      <span className="strength-bar" aria-hidden="true">
        {[1, 2, 3].map((step) => (
          <span key={step} data-filled={step <= strengthSteps[strength] || undefined} />
        ))}
      </span>
      {strengthWords[strength]}
    </span>
  )
}
