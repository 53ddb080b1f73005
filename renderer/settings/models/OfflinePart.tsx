import { useState } from 'react'
import { Check } from '../../components/Check.tsx'
import { usePreferences } from '../../preferences/preferencesStore.ts'
import { SaveNote } from '../SaveNote.tsx'
import { useSave } from '../useSave.ts'

export function OfflinePart() {
  const offline = usePreferences((state) => state.preferences?.offlineOnly ?? false)
  const [saved, save] = useSave()
  /** What was asked for last; it is shown until the core has answered. */
  const [wanted, setWanted] = useState<boolean | null>(null)
  return (
    <div className="settings-group">
      <Check
        label="Offline only"
        checked={saved === null ? (wanted ?? offline) : offline}
        onChange={(checked) => {
          setWanted(checked)
          save({ offlineOnly: checked })
        }}
      />
      <p className="note">
        {offline
          ? 'Gemini, OpenAI, servers and downloads are off: this profile sends nothing. Models on this machine answer.'
          : 'Switch it on and this profile sends nothing: no provider or server is asked, nothing is downloaded.'}
      </p>
      <SaveNote state={saved} />
    </div>
  )
}
