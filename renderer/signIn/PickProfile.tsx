import { useState } from 'react'
import type { ProfileId } from '../../shared/contract/base.ts'
import type { ProfileSummary } from '../../shared/contract/profiles.ts'
import { sentenceOf } from '../errors/sentences.ts'
import { useSession } from '../session/sessionStore.ts'
import { PasswordForm } from './PasswordForm.tsx'
import { ProfileList } from './ProfileList.tsx'
import { useProfiles } from './profilesStore.ts'
import { resume } from './signInActions.ts'

interface PickProfileProps {
  readonly profiles: readonly ProfileSummary[]
  readonly pickedId: ProfileId | null
  readonly onPick: (id: ProfileId) => void
  readonly onNew: () => void
  readonly onForgotten: (login: string) => void
}

/** The profiles of this machine, and the password of the one that is picked. */
export function PickProfile({ onForgotten, onNew, onPick, pickedId, profiles }: PickProfileProps) {
  const keyStore = useProfiles((state) => state.keyStore)
  const sessionNotice = useSession((state) => state.notice)
  const [byName, setByName] = useState(false)
  const [resumeNotice, setResumeNotice] = useState<string | null>(null)
  const picked = byName ? undefined : profiles.find((profile) => profile.id === pickedId)
  const notice = resumeNotice ?? sessionNotice

  async function pick(profile: ProfileSummary): Promise<void> {
    setByName(false)
    const failure = keyStore.available && profile.staysSignedIn ? await resume(profile.id) : null
    if (failure) setResumeNotice(sentenceOf(failure))
    onPick(profile.id)
  }

  return (
    <>
      <ProfileList
        profiles={profiles}
        pickedId={picked?.id ?? null}
        onPick={(profile) => void pick(profile)}
      />
      {picked || byName ? (
        <PasswordForm
          key={picked?.id ?? 'by-name'}
          profile={picked ?? null}
          notice={notice}
          onForgotten={onForgotten}
        />
      ) : (
        notice && <p className="notice">{notice}</p>
      )}
      <div className="sign-in-others">
        <button type="button" className="button" onClick={onNew}>
          New profile
        </button>
        {!byName && (
          <button type="button" className="button-link" onClick={() => setByName(true)}>
            Use user name or e-mail
          </button>
        )}
      </div>
    </>
  )
}
