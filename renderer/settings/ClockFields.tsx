import { useId } from 'react'
import { hourCounts, type HourCount } from '../../shared/timeFormat.ts'
import { Check } from '../components/Check.tsx'
import { usePreferences } from '../preferences/preferencesStore.ts'
import { SaveNote } from './SaveNote.tsx'
import { useSave } from './useSave.ts'

const hourCountNames: Record<HourCount, string> = {
  format: 'As the time format says',
  '12': '12 hours (AM, PM)',
  '24': '24 hours',
}

/** Whether hours count to 12 or to 24. */
export function ClockField() {
  const id = useId()
  const hours = usePreferences((state) => state.preferences?.hours ?? 'format')
  const [saved, save] = useSave()
  return (
    <div className="field">
      <label htmlFor={id}>Clock</label>
      <select
        id={id}
        value={hours}
        onChange={(event) => {
          const chosen = hourCounts.find((name) => name === event.target.value)
          if (chosen) save({ hours: chosen })
        }}
      >
        {hourCounts.map((name) => (
          <option key={name} value={name}>
            {hourCountNames[name]}
          </option>
        ))}
      </select>
      <SaveNote state={saved} />
    </div>
  )
}

/** Whether messages say how long ago they were. */
export function RelativeTimesField() {
  const relative = usePreferences((state) => state.preferences?.relativeTimes ?? false)
  const [saved, save] = useSave()
  return (
    <div className="field">
      <Check
        label="Relative times"
        checked={relative}
        onChange={(relativeTimes) => save({ relativeTimes })}
      />
      <p className="field-hint">
        Messages say “5 minutes ago”. The exact time shows under the pointer and under the keyboard focus.
      </p>
      <SaveNote state={saved} />
    </div>
  )
}
