import { TextField } from '../components/TextField.tsx'

interface RecoveryCodeFieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error: string | null
}

/** Where a recovery code is typed, not where one is shown. */
export function RecoveryCodeField({ error, onChange, value }: RecoveryCodeFieldProps) {
  return (
    <TextField
      label="Recovery code"
      name="recoveryCode"
      autoComplete="off"
      spellCheck={false}
      className="code-input"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      error={error}
    />
  )
}
