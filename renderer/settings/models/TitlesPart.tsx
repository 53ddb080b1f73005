import { Check } from '../../components/Check.tsx'
import { usePreferences } from '../../preferences/preferencesStore.ts'
import { SaveNote } from '../SaveNote.tsx'
import { useSave } from '../useSave.ts'

/** Whether models are asked for the titles of chats. */
export function TitlesPart() {
  const titles = usePreferences((state) => state.preferences?.modelTitles ?? true)
  const [saved, save] = useSave()
  return (
    <div className="settings-group">
      <Check
        label="Let models name chats"
        checked={titles}
        onChange={(modelTitles) => save({ modelTitles })}
      />
      <p className="note">
        After the first answer its model is asked for a short title, where it can give one. A title that you
        give yourself is never replaced.
      </p>
      <SaveNote state={saved} />
    </div>
  )
}
