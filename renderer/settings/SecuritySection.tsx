import { useEffect, useState } from 'react'
import { bounds } from '../../shared/bounds.ts'
import { call } from '../connection/call.ts'
import { failureOf } from '../errors/failure.ts'
import { keyStoreSentences, sentenceOf } from '../errors/sentences.ts'
import { setProfile, useSession } from '../session/sessionStore.ts'
import { fetchProfiles, useProfiles } from '../signIn/profilesStore.ts'
import { useFetchedBackups } from './backups/backupsStore.ts'
import { FormerBackups } from './backups/FormerBackups.tsx'
import { ChangeDataKeyForm } from './ChangeDataKeyForm.tsx'
import { NumberPreference } from './NumberPreference.tsx'
import { SaveNote } from './SaveNote.tsx'
import type { SaveState } from './useSave.ts'
import { useStep } from './useStep.ts'

export function SecuritySection() {
  const [changing, setChanging] = useState(false)
  const [isChanged, setChanged] = useState(false)
  if (changing) {
    return (
      <ChangeDataKeyForm
        onCancel={() => setChanging(false)}
        onChanged={() => {
          setChanged(true)
          setChanging(false)
        }}
      />
    )
  }
  return (
    <>
      <NumberPreference
        name="lockAfterMinutes"
        label="Lock after minutes without activity"
        hint="0 never locks. A locked profile needs its password again; what you typed stays."
        min={0}
        max={bounds.lockAfterMinutes.max}
      />
      <StaySignedIn />
      <div className="settings-group settings-links">
        <button type="button" className="button" onClick={() => setChanging(true)}>
          Change the data key
        </button>
      </div>
      <OlderBackups isChanged={isChanged} />
    </>
  )
}

/** The backups under a former data key can go with it, for as long as there are any. */
function OlderBackups({ isChanged }: { readonly isChanged: boolean }) {
  const problem = useFetchedBackups()
  const { run, state } = useStep()
  return (
    <div className="settings-group">
      {isChanged && state === null && <SaveNote state={{ kind: 'saved', text: 'Data key changed' }} />}
      {problem !== null && <p className="problem">{problem}</p>}
      <FormerBackups run={run} />
      <SaveNote state={state} />
    </div>
  )
}

function StaySignedIn() {
  const keyStore = useProfiles((state) => state.keyStore)
  const stays = useSession((state) => state.profile?.staysSignedIn ?? false)
  const [state, setState] = useState<SaveState | null>(null)
  useEffect(() => {
    fetchProfiles().catch((error: unknown) =>
      setState({ kind: 'problem', text: sentenceOf(failureOf(error)) }),
    )
  }, [])

  async function change(enabled: boolean): Promise<void> {
    try {
      const { profile } = await call((client) => client.profiles.setStaySignedIn({ enabled }))
      setProfile(profile)
      setState({ kind: 'saved', text: 'Saved' })
    } catch (error) {
      setState({ kind: 'problem', text: sentenceOf(failureOf(error)) })
    }
  }

  return (
    <div>
      <label className="check">
        <input
          type="checkbox"
          checked={stays}
          disabled={!keyStore.available}
          onChange={(event) => void change(event.target.checked)}
        />
        Stay signed in on this machine
      </label>
      <p className="note">
        {keyStore.available
          ? 'The key store of this machine keeps the key: whoever uses your account on it can open this profile.'
          : keyStoreSentences[keyStore.reason]}
      </p>
      <SaveNote state={state} />
    </div>
  )
}
