import { Check } from '../components/Check.tsx'

interface SignOutOthersProps {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

/** The choice that comes with a new password. */
export function SignOutOthers({ checked, onChange }: SignOutOthersProps) {
  return (
    <div>
      <Check label="Sign out other windows" checked={checked} onChange={onChange} />
      <p className="note">Also turns off “Stay signed in on this machine”.</p>
    </div>
  )
}
