import type { ProfileId } from '../../shared/contract/base.ts'
import type { ProfileSummary } from '../../shared/contract/profiles.ts'

interface ProfileListProps {
  readonly profiles: readonly ProfileSummary[]
  readonly pickedId: ProfileId | null
  readonly onPick: (profile: ProfileSummary) => void
}

export function ProfileList({ onPick, pickedId, profiles }: ProfileListProps) {
  return (
    <ul className="profiles" aria-label="Profiles">
      {profiles.map((profile) => (
        <li key={profile.id}>
          <button
            type="button"
            className="profile"
            aria-current={profile.id === pickedId || undefined}
            onClick={() => onPick(profile)}
          >
            <span className="profile-letter" aria-hidden="true">
              {firstLetter(profile.userName)}
            </span>
            <span className="profile-name">{profile.userName}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function firstLetter(name: string): string {
  return (Array.from(name)[0] ?? '').toLocaleUpperCase()
}
