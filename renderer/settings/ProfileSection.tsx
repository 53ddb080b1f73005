import { useState } from 'react'
import { Form } from '../components/Form.tsx'
import { FormProblem } from '../components/FormProblem.tsx'
import { SubmitButton } from '../components/SubmitButton.tsx'
import { TextField } from '../components/TextField.tsx'
import { hasProblem, useForm, type Problems } from '../components/useForm.ts'
import { call } from '../connection/call.ts'
import { failureOf } from '../errors/failure.ts'
import { problemsOf } from '../errors/fieldProblems.ts'
import { setProfile, useSession } from '../session/sessionStore.ts'
import { checkIdentity } from '../signIn/signInActions.ts'
import { ChangePasswordForm } from './ChangePasswordForm.tsx'
import { DeleteProfileForm } from './DeleteProfileForm.tsx'
import { NewRecoveryCodeForm } from './NewRecoveryCodeForm.tsx'
import { SaveNote } from './SaveNote.tsx'

type Opened = 'password' | 'recovery' | 'delete' | null

export function ProfileSection() {
  const [opened, setOpened] = useState<Opened>(null)
  const [note, setNote] = useState<string | null>(null)

  function done(text: string | null): void {
    setOpened(null)
    setNote(text)
  }

  if (opened === 'password') return <ChangePasswordForm onDone={done} />
  if (opened === 'recovery') return <NewRecoveryCodeForm onDone={done} />
  if (opened === 'delete') return <DeleteProfileForm onDone={done} />
  return (
    <>
      <IdentityForm />
      <div className="settings-group settings-links">
        <button type="button" className="button" onClick={() => setOpened('password')}>
          Change password
        </button>
        <button type="button" className="button" onClick={() => setOpened('recovery')}>
          New recovery code
        </button>
        <button type="button" className="button button-danger" onClick={() => setOpened('delete')}>
          Delete profile
        </button>
      </div>
      <SaveNote state={note === null ? null : { kind: 'saved', text: note }} />
    </>
  )
}

function IdentityForm() {
  const profile = useSession((state) => state.profile)
  const { busy, form, problems, run } = useForm({ focusFirst: false })
  const [userName, setUserName] = useState(profile?.userName ?? '')
  const [email, setEmail] = useState(profile?.email ?? '')
  const [saved, setSaved] = useState(false)

  async function submit(): Promise<Problems> {
    setSaved(false)
    const wrong = checkIdentity({ userName, email }, profile?.userName)
    if (hasProblem(wrong)) return wrong
    try {
      const input = { userName, email: email.trim() || null }
      const { profile: changed } = await call((client) => client.profiles.update(input))
      setProfile(changed)
      setSaved(true)
      return {}
    } catch (error) {
      return problemsOf(failureOf(error), { USER_NAME_TAKEN: 'userName', EMAIL_TAKEN: 'email' })
    }
  }

  return (
    <Form ref={form} className="form" onSubmit={() => run(submit)}>
      <TextField
        label="User name"
        name="userName"
        autoComplete="username"
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
      <FormProblem text={problems['form']} />
      <div className="settings-actions">
        <SubmitButton busy={busy}>Save</SubmitButton>
        <SaveNote state={saved ? { kind: 'saved', text: 'Saved' } : null} />
      </div>
    </Form>
  )
}
