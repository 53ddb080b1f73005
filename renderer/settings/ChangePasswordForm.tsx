import { useState } from 'react'
import { call } from '../connection/call.ts'
import { setProfile, useSession } from '../session/sessionStore.ts'
import { NewPasswordFields } from '../signIn/NewPasswordFields.tsx'
import { SignOutOthers } from '../signIn/SignOutOthers.tsx'
import { checkPasswords } from '../signIn/signInActions.ts'
import { PasswordStep } from './PasswordStep.tsx'

export function ChangePasswordForm({ onDone }: { readonly onDone: (note: string | null) => void }) {
  const userName = useSession((state) => state.profile?.userName ?? '')
  const [newPassword, setNewPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const [signOutOthers, setSignOutOthers] = useState(true)
  return (
    <PasswordStep
      title="Change password"
      label="Current password"
      action="Change password"
      explanation={<p className="note">The recovery code stays as it is.</p>}
      onCancel={() => onDone(null)}
      renderFields={(problems) => (
        <>
          <NewPasswordFields
            label="New password"
            name="newPassword"
            repeatedName="repeated"
            value={newPassword}
            repeated={repeated}
            onChange={setNewPassword}
            onRepeatedChange={setRepeated}
            problems={problems}
            avoid={[userName]}
          />
          <SignOutOthers checked={signOutOthers} onChange={setSignOutOthers} />
        </>
      )}
      check={() => {
        const wrong = checkPasswords({ password: newPassword, repeated })
        return { newPassword: wrong.password, repeated: wrong.repeated }
      }}
      run={async (currentPassword) => {
        const input = { currentPassword, newPassword, signOutOthers }
        const { profile } = await call((client) => client.profiles.changePassword(input))
        setProfile(profile)
        onDone('Password changed')
      }}
    />
  )
}
