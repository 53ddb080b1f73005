import { useEffect, useState } from 'react'
import { bounds } from '../../shared/bounds.ts'
import { TextField } from '../components/TextField.tsx'
import { call } from '../connection/call.ts'
import { failureOf } from '../errors/failure.ts'
import { keyStoreSentences, sentenceOf } from '../errors/sentences.ts'
import { usePreferences } from '../preferences/preferencesStore.ts'
import { setProfile, useSession } from '../session/sessionStore.ts'
import { fetchProfiles, useProfiles } from '../signIn/profilesStore.ts'
import { SaveNote } from './SaveNote.tsx'
import { useSave, type SaveState } from './useSave.ts'

export function SecuritySection() {
  return (
    <>
      <LockField />
      <StaySignedIn />
    </>
  )
}

function LockField() {
  const minutes = usePreferences((state) => state.preferences?.lockAfterMinutes ?? 0)
  const [text, setText] = useState(String(minutes))
  const [saved, save] = useSave()
  const [problem, setProblem] = useState<string | null>(null)
  const { max } = bounds.lockAfterMinutes

  function keep(): void {
    const number = text.trim() === '' ? 0 : Number(text)
    const valid = Number.isInteger(number) && number >= 0 && number <= max
    setProblem(valid ? null : `Enter whole minutes from 0 to ${max}.`)
    if (valid && number !== minutes) save({ lockAfterMinutes: number })
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        keep()
      }}
    >
      <TextField
        label="Lock after minutes without activity"
        type="number"
        inputMode="numeric"
        min={0}
        max={max}
        className="short-input"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={keep}
        error={problem}
        hint="0 never locks. A locked profile needs its password again; what you typed stays."
      />
      <SaveNote state={saved} />
    </form>
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
