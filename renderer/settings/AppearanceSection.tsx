import type { Theme } from '../../shared/contract/preferences.ts'
import { usePreferences } from '../preferences/preferencesStore.ts'
import { SaveNote } from './SaveNote.tsx'
import { useSave } from './useSave.ts'

const themes: Record<Theme, string> = {
  system: 'System: as this machine is set',
  light: 'Light',
  dark: 'Dark',
}

export function AppearanceSection() {
  const theme = usePreferences((state) => state.preferences?.theme)
  const [saved, save] = useSave()
  return (
    <fieldset className="settings-group">
      <legend>Theme</legend>
      {(Object.keys(themes) as readonly Theme[]).map((name) => (
        <label key={name} className="check">
          <input type="radio" name="theme" checked={theme === name} onChange={() => save({ theme: name })} />
          {themes[name]}
        </label>
      ))}
      <SaveNote state={saved} />
    </fieldset>
  )
}
