import { useState } from 'react'
import { Form } from '../components/Form.tsx'
import { FormProblem } from '../components/FormProblem.tsx'
import { SubmitButton } from '../components/SubmitButton.tsx'
import { TextField } from '../components/TextField.tsx'
import { hasProblem, useForm } from '../components/useForm.ts'
import { problemsOf } from '../errors/fieldProblems.ts'
import { NewPasswordFields } from './NewPasswordFields.tsx'
import { checkIdentity, checkPasswords, createProfile } from './signInActions.ts'
import { useThrottle } from './useThrottle.ts'

const fieldsOfCodes = { USER_NAME_TAKEN: 'userName', EMAIL_TAKEN: 'email' } as const

interface CreateProfileFormProps {
  /** Left out when there is no profile yet to go back to. */
  readonly onBack?: (() => void) | undefined
  readonly onFromBackup: () => void
}

export function CreateProfileForm({ onBack, onFromBackup }: CreateProfileFormProps) {
  const { busy, form, problems, run } = useForm({ focusFirst: true })
  const [userName, setUserName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const throttle = useThrottle()

  function submit(): void {
    if (throttle.waiting) return
    run(async () => {
      const wrong = { ...checkIdentity({ userName, email }), ...checkPasswords({ password, repeated }) }
      if (hasProblem(wrong)) return wrong
      const failure = await createProfile({ userName, email }, password)
      throttle.note(failure)
      return problemsOf(failure, fieldsOfCodes)
    })
  }

  return (
    <Form ref={form} className="form" onSubmit={() => submit()}>
      <TextField
        label="User name"
        name="userName"
        autoComplete="username"
        required
        value={userName}
        onChange={(event) => setUserName(event.target.value)}
        error={problems['userName'] ?? null}
      />
      <TextField
        label="E-mail (optional)"
        name="email"
        type="email"
        autoComplete="email"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={problems['email'] ?? null}
      />
      <NewPasswordFields
        label="Password"
        name="password"
        repeatedName="repeated"
        value={password}
        repeated={repeated}
        onChange={setPassword}
        onRepeatedChange={setRepeated}
        problems={problems}
        avoid={[userName, email]}
      />
      <p className="note">
        Your chats are encrypted. Nobody, not even you, can open them without this password or the recovery
        code that you get next.
      </p>
      <FormProblem text={throttle.textOr(problems['form'])} />
      <div className="form-actions">
        <SubmitButton busy={busy} disabled={throttle.waiting}>
          Create profile
        </SubmitButton>
        {onBack && (
          <button type="button" className="button button-plain" onClick={onBack}>
            Back
          </button>
        )}
        <button type="button" className="button-link" onClick={onFromBackup}>
          From a backup file…
        </button>
      </div>
    </Form>
  )
}
