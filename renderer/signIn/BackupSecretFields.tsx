import { useEffect, useRef, useState } from 'react'
import { TextField } from '../components/TextField.tsx'
import { hasProblem, type Problems } from '../components/useForm.ts'
import { NewPasswordFields } from './NewPasswordFields.tsx'
import { RecoveryCodeField } from './RecoveryCodeField.tsx'
import { checkPasswords, type Secret } from './signInActions.ts'

/** What has been typed to open a backup, in either of the two ways. */
export interface TypedSecret {
  readonly byCode: boolean
  readonly password: string
  readonly recoveryCode: string
  readonly newPassword: string
  readonly repeated: string
}

export const nothingTyped: TypedSecret = {
  byCode: false,
  password: '',
  recoveryCode: '',
  newPassword: '',
  repeated: '',
}

/** What is wrong with it, by field, before the core is asked. */
export function problemsIn(typed: TypedSecret): Problems {
  if (!typed.byCode)
    return typed.password === '' ? { password: 'Enter the password of the profile in the backup.' } : {}
  if (typed.recoveryCode.trim() === '')
    return { recoveryCode: 'Enter the recovery code of the profile in the backup.' }
  const { password, repeated } = checkPasswords({ password: typed.newPassword, repeated: typed.repeated })
  const wrong = { newPassword: password, repeated }
  return hasProblem(wrong) ? wrong : {}
}

export function secretIn({ byCode, newPassword, password, recoveryCode }: TypedSecret): Secret {
  return byCode ? { recoveryCode: recoveryCode.trim(), newPassword } : { password }
}

interface BackupSecretFieldsProps {
  readonly typed: TypedSecret
  readonly onChange: (typed: TypedSecret) => void
  readonly problems: Problems
  /** What a new password should not be made of. */
  readonly avoid: readonly string[]
}

/** The password of a backup, or its recovery code and a new password. */
export function BackupSecretFields(props: BackupSecretFieldsProps) {
  const { onChange, typed } = props
  const fields = useRef<HTMLDivElement>(null)
  const [turns, setTurns] = useState(0)

  useEffect(() => {
    if (turns > 0) fields.current?.querySelector('input')?.focus()
  }, [turns])

  function turn(): void {
    setTurns(turns + 1)
    onChange({ ...typed, byCode: !typed.byCode })
  }

  return (
    <div className="form backup-secret" ref={fields}>
      {typed.byCode ? <CodeFields {...props} /> : <PasswordField {...props} />}
      <button type="button" className="button-link" onClick={turn}>
        {typed.byCode ? 'Use the password instead' : 'Use the recovery code instead'}
      </button>
    </div>
  )
}

function PasswordField({ onChange, problems, typed }: BackupSecretFieldsProps) {
  return (
    <TextField
      label="Password"
      name="password"
      type="password"
      autoComplete="current-password"
      value={typed.password}
      onChange={(event) => onChange({ ...typed, password: event.target.value })}
      error={problems['password'] ?? null}
    />
  )
}

function CodeFields({ avoid, onChange, problems, typed }: BackupSecretFieldsProps) {
  return (
    <>
      <RecoveryCodeField
        value={typed.recoveryCode}
        onChange={(recoveryCode) => onChange({ ...typed, recoveryCode })}
        error={problems['recoveryCode'] ?? null}
      />
      <NewPasswordFields
        label="New password"
        name="newPassword"
        repeatedName="repeated"
        value={typed.newPassword}
        repeated={typed.repeated}
        onChange={(newPassword) => onChange({ ...typed, newPassword })}
        onRepeatedChange={(repeated) => onChange({ ...typed, repeated })}
        problems={problems}
        avoid={avoid}
      />
    </>
  )
}
