import { useState } from 'react'
import { Form } from '../components/Form.tsx'
import { FormProblem } from '../components/FormProblem.tsx'
import { SubmitButton } from '../components/SubmitButton.tsx'
import { TextField } from '../components/TextField.tsx'
import { hasProblem, useForm, type Problems } from '../components/useForm.ts'
import type { CallErrorData } from '../errors/callFailure.ts'
import { problemsOf } from '../errors/fieldProblems.ts'
import { DamagePanel } from './DamagePanel.tsx'
import { NewPasswordFields } from './NewPasswordFields.tsx'
import { RecoveryCodeField } from './RecoveryCodeField.tsx'
import { SignOutOthers } from './SignOutOthers.tsx'
import { checkPasswords, recover } from './signInActions.ts'
import { useThrottle } from './useThrottle.ts'

interface RecoverFormProps {
  readonly knownLogin: string
  readonly onBack: () => void
}

/** Whether anybody has that name is not told. */
const wrongPair = 'Wrong user name, e-mail or recovery code. Use the newest code you were given.'

/** A new password by means of the recovery code. */
export function RecoverForm({ knownLogin, onBack }: RecoverFormProps) {
  const { busy, form, problems, run } = useForm({ focusFirst: true })
  const [login, setLogin] = useState(knownLogin)
  const [code, setCode] = useState('')
  const [password, setPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const [signOutOthers, setSignOutOthers] = useState(true)
  const [damage, setDamage] = useState<CallErrorData<'DATABASE_DAMAGED'> | null>(null)
  const throttle = useThrottle()

  async function submit(): Promise<Problems> {
    if (login.trim() === '') return { login: 'Enter your user name or your e-mail.' }
    if (code.trim() === '') return { recoveryCode: 'Enter the recovery code of this profile.' }
    const { password: newPassword, repeated: again } = checkPasswords({ password, repeated })
    const wrong = { newPassword, repeated: again }
    if (hasProblem(wrong)) return wrong
    const failure = await recover(login, code.trim(), password, signOutOthers)
    throttle.note(failure)
    if (failure?.code === 'DATABASE_DAMAGED') {
      setDamage(failure.data)
      return {}
    }
    if (failure?.code === 'WRONG_RECOVERY_CODE') return { recoveryCode: wrongPair }
    return problemsOf(failure, { TOO_MANY_ATTEMPTS: 'wait' })
  }

  if (damage !== null) {
    const secret = { recoveryCode: code.trim(), newPassword: password }
    return <DamagePanel damage={damage} login={login} secret={secret} onBack={() => setDamage(null)} />
  }
  return (
    <Form
      ref={form}
      className="form"
      onSubmit={() => {
        if (!throttle.waiting) run(submit)
      }}
    >
      <p className="note">
        Enter the recovery code you saved. You then choose a new password and get a new code.
      </p>
      <TextField
        label="User name or e-mail"
        name="login"
        autoComplete="username"
        value={login}
        onChange={(event) => setLogin(event.target.value)}
        error={problems['login'] ?? null}
      />
      <RecoveryCodeField
        value={code}
        onChange={setCode}
        error={throttle.sentence ?? problems['recoveryCode'] ?? null}
      />
      <NewPasswordFields
        label="New password"
        name="newPassword"
        repeatedName="repeated"
        value={password}
        repeated={repeated}
        onChange={setPassword}
        onRepeatedChange={setRepeated}
        problems={problems}
        avoid={[login]}
      />
      <SignOutOthers checked={signOutOthers} onChange={setSignOutOthers} />
      <FormProblem text={problems['form']} />
      <Actions busy={busy} waiting={throttle.waiting} onBack={onBack} />
    </Form>
  )
}

interface ActionsProps {
  readonly busy: boolean
  readonly waiting: boolean
  readonly onBack: () => void
}

function Actions({ busy, onBack, waiting }: ActionsProps) {
  return (
    <div className="form-actions">
      <SubmitButton busy={busy} disabled={waiting}>
        Set new password
      </SubmitButton>
      <button type="button" className="button button-plain" onClick={onBack}>
        Back
      </button>
    </div>
  )
}
