import { useRef, useState } from 'react'
import { Form } from '../components/Form.tsx'
import { FormProblem } from '../components/FormProblem.tsx'
import { SubmitButton } from '../components/SubmitButton.tsx'
import { TextField } from '../components/TextField.tsx'
import { hasProblem, useForm, type Problems } from '../components/useForm.ts'
import { problemsOf } from '../errors/fieldProblems.ts'
import { bytesText } from '../settings/downloads/amounts.ts'
import { BackupSecretFields, nothingTyped, problemsIn, secretIn } from './BackupSecretFields.tsx'
import { createFromBackup } from './signInActions.ts'
import { useThrottle } from './useThrottle.ts'

const fieldsOfCodes = { WRONG_PASSWORD: 'password', USER_NAME_TAKEN: 'userName' } as const

/** Not the newest code: the one of the time. */
const wrongCode = {
  recoveryCode: 'This is not the recovery code of this backup. Use the one you had when it was saved.',
}

/** A new profile from a backup that was saved to a file, here or on another machine. */
export function FromBackupForm({ onBack }: { readonly onBack: () => void }) {
  const { busy, form, problems, run } = useForm({ focusFirst: false })
  const [file, setFile] = useState<File | null>(null)
  const [typed, setTyped] = useState(nothingTyped)
  const [userName, setUserName] = useState('')
  const [share, setShare] = useState<number | null>(null)
  const throttle = useThrottle()

  async function submit(): Promise<Problems> {
    if (!file) return { form: 'Choose the file of a backup first.' }
    const wrong = problemsIn(typed)
    if (hasProblem(wrong)) return wrong
    const failure = await createFromBackup(file, secretIn(typed), userName.trim() || null, setShare)
    setShare(null)
    throttle.note(failure)
    return failure?.code === 'WRONG_RECOVERY_CODE' ? wrongCode : problemsOf(failure, fieldsOfCodes)
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
        The backup becomes a profile of its own on this machine. Its chats open with{' '}
        {typed.byCode
          ? 'the recovery code that it had when the backup was saved; you then choose a new password and get a new code.'
          : 'the password that it had when the backup was saved.'}
      </p>
      <ChooseFile file={file} onChoose={setFile} />
      <BackupSecretFields typed={typed} onChange={setTyped} problems={problems} avoid={[userName]} />
      <TextField
        label="User name (optional)"
        name="userName"
        autoComplete="off"
        hint="Left empty, the profile is called as in the backup."
        value={userName}
        onChange={(event) => setUserName(event.target.value)}
        error={problems['userName'] ?? null}
      />
      {share !== null && <progress className="backup-progress" value={share} aria-label="Progress" />}
      <FormProblem text={throttle.textOr(problems['form'])} />
      <div className="form-actions">
        <SubmitButton busy={busy} disabled={throttle.waiting}>
          Create profile
        </SubmitButton>
        <button type="button" className="button button-plain" onClick={onBack}>
          Back
        </button>
      </div>
    </Form>
  )
}

interface ChooseFileProps {
  readonly file: File | null
  readonly onChoose: (file: File | null) => void
}

function ChooseFile({ file, onChoose }: ChooseFileProps) {
  const picker = useRef<HTMLInputElement>(null)
  return (
    <div className="settings-actions">
      <button type="button" className="button" onClick={() => picker.current?.click()}>
        Choose a file…
      </button>
      <input
        ref={picker}
        type="file"
        accept=".confab-backup"
        aria-label="Backup file"
        hidden
        onChange={(event) => onChoose(event.target.files?.[0] ?? null)}
      />
      <output>{file ? `${file.name}, ${bytesText(file.size)}` : ''}</output>
    </div>
  )
}
