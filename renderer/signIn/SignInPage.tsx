import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { ProfileId } from '../../shared/contract/base.ts'
import type { ListRepair } from '../../shared/contract/profiles.ts'
import { connection } from '../connection/call.ts'
import { failureOf } from '../errors/failure.ts'
import type { CallFailure } from '../errors/callFailure.ts'
import { sentenceOf } from '../errors/sentences.ts'
import { useSession } from '../session/sessionStore.ts'
import { CreateProfileForm } from './CreateProfileForm.tsx'
import { FromBackupForm } from './FromBackupForm.tsx'
import { LostProfiles } from './LostProfiles.tsx'
import { PickProfile } from './PickProfile.tsx'
import { fetchProfiles, useProfiles } from './profilesStore.ts'
import { RecoverForm } from './RecoverForm.tsx'
import { RepairNotice } from './RepairNotice.tsx'

type View =
  | { readonly page: 'pick'; readonly pickedId: ProfileId | null }
  | { readonly page: 'create' }
  | { readonly page: 'from-backup' }
  | { readonly page: 'recover'; readonly login: string }

const titles: Record<View['page'] | 'lost', string> = {
  pick: 'Welcome back',
  create: 'Make your profile',
  'from-backup': 'Open a backup',
  recover: 'Set a new password',
  lost: 'Profiles are missing',
}

/** What there is to see instead of a list of profiles that is empty. */
function emptyPage(repair: ListRepair | null): 'create' | 'lost' {
  return repair && repair.unknownFolders.length > 0 ? 'lost' : 'create'
}

/** Fetches the profiles whenever the core is reached; answers with what went wrong. */
function useFetchedProfiles(): CallFailure | null {
  const client = useStore(connection.store, (state) => state.client)
  const [failure, setFailure] = useState<CallFailure | null>(null)
  useEffect(() => {
    if (!client) return
    fetchProfiles().then(
      () => setFailure(null),
      (error: unknown) => setFailure(failureOf(error)),
    )
  }, [client])
  return failure
}

export function SignInPage() {
  const failure = useFetchedProfiles()
  const profiles = useProfiles((state) => state.profiles)
  const repair = useProfiles((state) => state.repair)
  const fetchedLastId = useProfiles((state) => state.lastProfileId)
  const lastId = useSession((state) => state.lastProfileId) ?? fetchedLastId
  const [chosen, setView] = useState<View | null>(null)
  if (!profiles)
    return <main className="sign-in">{failure && <p className="problem">{sentenceOf(failure)}</p>}</main>

  const last = profiles.find((profile) => profile.id === lastId)
  const view: View = chosen ?? { page: 'pick', pickedId: last && !last.staysSignedIn ? last.id : null }
  const page = profiles.length === 0 && view.page === 'pick' ? emptyPage(repair) : view.page
  const back = (): void => setView(null)
  return (
    <main className="sign-in">
      <div className="sign-in-column">
        <p className="wordmark">Confab</p>
        <h1>{titles[page]}</h1>
        {repair && view.page === 'pick' && <RepairNotice repair={repair} />}
        {page === 'create' && (
          <CreateProfileForm
            onBack={profiles.length > 0 || emptyPage(repair) === 'lost' ? back : undefined}
            onFromBackup={() => setView({ page: 'from-backup' })}
          />
        )}
        {page === 'lost' && (
          <LostProfiles
            onNew={() => setView({ page: 'create' })}
            onFromBackup={() => setView({ page: 'from-backup' })}
          />
        )}
        {page === 'from-backup' && <FromBackupForm onBack={back} />}
        {view.page === 'recover' && <RecoverForm knownLogin={view.login} onBack={back} />}
        {page === 'pick' && view.page === 'pick' && (
          <PickProfile
            profiles={profiles}
            pickedId={view.pickedId}
            onPick={(pickedId) => setView({ page: 'pick', pickedId })}
            onNew={() => setView({ page: 'create' })}
            onForgotten={(login) => setView({ page: 'recover', login })}
          />
        )}
      </div>
    </main>
  )
}
