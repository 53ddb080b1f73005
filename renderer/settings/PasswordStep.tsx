import { useState, type ReactNode } from 'react'
import { Form } from '../components/Form.tsx'
import { FormProblem } from '../components/FormProblem.tsx'
import { SubmitButton } from '../components/SubmitButton.tsx'
import { TextField } from '../components/TextField.tsx'
import { useForm, type Problems } from '../components/useForm.ts'
import { failureOf } from '../errors/failure.ts'
import { problemsOf } from '../errors/fieldProblems.ts'
import { useSession } from '../session/sessionStore.ts'
import { useThrottle } from '../signIn/useThrottle.ts'

interface PasswordStepProps {
  readonly title: string
  readonly label: string
  readonly action: string
  readonly danger?: boolean
  readonly explanation: ReactNode
  /** Further fields, given what is wrong with them. */
  readonly renderFields?: (problems: Problems) => ReactNode
  /** What is wrong before the core is asked. */
  readonly check?: () => Problems
  /** Rejects with the failure of the call. */
  readonly run: (password: string) => Promise<void>
  readonly onCancel: () => void
}

/** A step that needs the password: it says what it does, and wrong attempts have to wait. */
export function PasswordStep(props: PasswordStepProps) {
  const {
    action,
    check,
    danger = false,
    explanation,
    label,
    onCancel,
    renderFields,
    run: runStep,
    title,
  } = props
  const { busy, form, problems, run } = useForm({ focusFirst: true })
  const userName = useSession((state) => state.profile?.userName ?? '')
  const [password, setPassword] = useState('')
  const throttle = useThrottle()

  async function submit(): Promise<Problems> {
    if (password === '') return { password: 'Enter your password.' }
    const wrong = check?.() ?? {}
    if (Object.values(wrong).some(Boolean)) return wrong
    try {
      await runStep(password)
      return {}
    } catch (error) {
      const failure = failureOf(error)
      throttle.note(failure)
      return problemsOf(failure, { WRONG_PASSWORD: 'password', TOO_MANY_ATTEMPTS: 'wait' })
    }
  }

  return (
    <Form
      ref={form}
      className="form"
      onSubmit={() => {
        if (!throttle.waiting) run(submit)
      }}
    >
      <h3>{title}</h3>
      <div>{explanation}</div>
      <input type="text" name="username" autoComplete="username" value={userName} readOnly hidden />
      <TextField
        label={label}
        name="password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={throttle.sentence ?? problems['password'] ?? null}
        hint={throttle.hint}
      />
      {renderFields?.(problems)}
      <FormProblem text={problems['form']} />
      <div className="settings-actions">
        <SubmitButton
          busy={busy}
          disabled={throttle.waiting}
          className={danger ? 'button-danger' : 'button-main'}
        >
          {action}
        </SubmitButton>
        <button type="button" className="button button-plain" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </Form>
  )
}
