import { useState } from 'react'
import { Form } from '../components/Form.tsx'
import type { ProfileSummary } from '../../shared/contract/profiles.ts'
import { Check } from '../components/Check.tsx'
import { FormProblem } from '../components/FormProblem.tsx'
import { SubmitButton } from '../components/SubmitButton.tsx'
import { TextField } from '../components/TextField.tsx'
import { useForm, type Problems } from '../components/useForm.ts'
import type { CallErrorData } from '../errors/callFailure.ts'
import { problemsOf } from '../errors/fieldProblems.ts'
import { DamagePanel } from './DamagePanel.tsx'
import { useProfiles } from './profilesStore.ts'
import { signIn } from './signInActions.ts'
import { useThrottle } from './useThrottle.ts'

interface PasswordFormProps {
  /** Null: the person says who they are. */
  readonly profile: ProfileSummary | null
  /** Said before anything was typed: why the password is asked for. */
  readonly notice: string | null
  readonly onForgotten: (login: string) => void
}

/** Whether anybody has that name is not told. */
const wrongPair = 'Wrong user name, e-mail or password. Passwords are case-sensitive.'

/** The password of a profile that was picked, or of one that is named here. */
export function PasswordForm({ notice, onForgotten, profile }: PasswordFormProps) {
  const { busy, form, problems, run } = useForm({ focusFirst: true })
  const keyStore = useProfiles((state) => state.keyStore)
  const [login, setLogin] = useState(profile?.userName ?? '')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const [stay, setStay] = useState(profile?.staysSignedIn ?? false)
  const [damage, setDamage] = useState<CallErrorData<'DATABASE_DAMAGED'> | null>(null)
  const throttle = useThrottle()

  async function submit(): Promise<Problems> {
    if (login.trim() === '') return { login: 'Enter your user name or your e-mail.' }
    if (password === '') return { password: 'Enter your password.' }
    const failure = await signIn(login, password, stay)
    throttle.note(failure)
    if (failure?.code === 'DATABASE_DAMAGED') {
      setDamage(failure.data)
      return {}
    }
    if (failure?.code === 'WRONG_PASSWORD' && !profile) return { password: wrongPair }
    return problemsOf(failure, {
      WRONG_PASSWORD: 'password',
      TOO_MANY_ATTEMPTS: 'wait',
    })
  }

  if (damage !== null) {
    return <DamagePanel damage={damage} login={login} secret={{ password }} onBack={() => setDamage(null)} />
  }
  return (
    <Form
      ref={form}
      className="form"
      onSubmit={() => {
        if (!throttle.waiting) run(submit)
      }}
    >
      {notice && <p className="notice">{notice}</p>}
      {profile ? (
        <input type="text" name="username" autoComplete="username" value={profile.userName} readOnly hidden />
      ) : (
        <TextField
          label="User name or e-mail"
          name="login"
          autoComplete="username"
          value={login}
          onChange={(event) => setLogin(event.target.value)}
          error={problems['login'] ?? null}
        />
      )}
      <TextField
        label="Password"
        name="password"
        type={shown ? 'text' : 'password'}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={throttle.sentence ?? problems['password'] ?? null}
        hint={throttle.hint}
      />
      <div className="checks">
        <Check label="Show characters" checked={shown} onChange={setShown} />
        {keyStore.available && (
          <Check label="Stay signed in on this machine" checked={stay} onChange={setStay} />
        )}
      </div>
      <FormProblem text={problems['form']} />
      <div className="form-actions">
        <SubmitButton busy={busy} disabled={throttle.waiting}>
          Sign in
        </SubmitButton>
        <button type="button" className="button-link" onClick={() => onForgotten(login)}>
          Forgot password?
        </button>
      </div>
    </Form>
  )
}
