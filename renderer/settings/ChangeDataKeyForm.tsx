import { useState } from 'react'
import { call } from '../connection/call.ts'
import { showRecoveryCode } from '../session/sessionStore.ts'
import { PasswordStep } from './PasswordStep.tsx'

interface ChangeDataKeyFormProps {
  readonly onChanged: () => void
  readonly onCancel: () => void
}

export function ChangeDataKeyForm({ onCancel, onChanged }: ChangeDataKeyFormProps) {
  const [changing, setChanging] = useState(false)

  async function change(password: string): Promise<void> {
    setChanging(true)
    try {
      const { recoveryCode } = await call((client) => client.profiles.changeDataKey({ password }))
      onChanged()
      showRecoveryCode(recoveryCode)
    } finally {
      setChanging(false)
    }
  }

  return (
    <>
      <PasswordStep
        title="Change the data key"
        label="Password"
        action="Change the data key"
        explanation={<Explanation />}
        onCancel={() => {
          // Once it has begun only its end tells whether there is a new recovery code.
          if (!changing) onCancel()
        }}
        run={change}
      />
      <output aria-live="polite" className="save-note">
        {changing && (
          <span className="doing">Re-encrypting this profile… Keep this window open until it’s done.</span>
        )}
      </output>
      {changing && <progress className="backup-progress" aria-label="Progress" />}
    </>
  )
}

function Explanation() {
  return (
    <>
      <p>
        The data key encrypts everything in this profile. Change it if someone may have it: for example, if a
        backup file and its password got into the wrong hands. Re-encrypting can take a while, and you can’t
        use the profile until it’s done.
      </p>
      <ul className="note">
        <li>Responses, imports, and backups in progress are stopped.</li>
        <li>Other windows are signed out, and “Stay signed in on this machine” is turned off.</li>
        <li>You get a new recovery code. The old one stops working.</li>
        <li>
          Backups in this profile can still be restored until they expire or you delete them. Backup files you
          saved elsewhere still open with the password or recovery code they were saved with: delete them
          yourself.
        </li>
      </ul>
    </>
  )
}
