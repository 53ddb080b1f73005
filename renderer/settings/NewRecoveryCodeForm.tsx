import { call } from '../connection/call.ts'
import { showRecoveryCode } from '../session/sessionStore.ts'
import { PasswordStep } from './PasswordStep.tsx'

export function NewRecoveryCodeForm({ onDone }: { readonly onDone: (note: string | null) => void }) {
  return (
    <PasswordStep
      title="New recovery code"
      label="Password"
      action="Get new code"
      explanation={<p className="note">The code you have now stops working.</p>}
      onCancel={() => onDone(null)}
      run={async (password) => {
        const { recoveryCode } = await call((client) => client.profiles.renewRecoveryCode({ password }))
        onDone('New recovery code made')
        showRecoveryCode(recoveryCode)
      }}
    />
  )
}
