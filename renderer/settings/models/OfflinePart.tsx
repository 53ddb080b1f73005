import { useState } from 'react'
import { Check } from '../../components/Check.tsx'
import { usePreferences } from '../../preferences/preferencesStore.ts'
import { SaveNote } from '../SaveNote.tsx'
import { useSave } from '../useSave.ts'

export function OfflinePart() {
  const offline = usePreferences((state) => state.preferences?.offlineOnly ?? false)
  const localServers = usePreferences((state) => state.preferences?.offlineLocalServers ?? true)
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
          ? 'Confab sends nothing over the network for this profile. Models on this computer still answer.'
          : 'When on, Confab sends nothing over the network for this profile. Answers and downloads under way stop.'}
      </p>
      <Check
        label="Allow servers on this computer"
        checked={localServers}
        onChange={(checked) => save({ offlineLocalServers: checked })}
      />
      <p className="note">
        With Offline only on, Ollama, LM Studio and other servers at localhost can still be used.
      </p>
      <SaveNote state={saved} />
    </div>
  )
}
