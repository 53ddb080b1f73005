import { call } from '../connection/call.ts'
import { leave } from '../session/session.ts'
import { PasswordStep } from './PasswordStep.tsx'

export function DeleteProfileForm({ onDone }: { readonly onDone: (note: string | null) => void }) {
  return (
    <PasswordStep
      title="Delete profile"
      label="Password"
      action="Delete for good"
      danger
      explanation={
        <p>
          This deletes your profile with all its chats and backups
          <strong> for good</strong>. Nobody can bring it back, and there is no undo.
        </p>
      }
      onCancel={() => onDone(null)}
      run={async (password) => {
        await call((client) => client.profiles.delete({ password }))
        leave('deleted')
      }}
    />
  )
}
