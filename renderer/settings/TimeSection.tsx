import { useId, useState } from 'react'
import { relativeTime } from '../../shared/relativeTime.ts'
import { formatTime, timeFormats, type TimeFormat } from '../../shared/timeFormat.ts'
import { systemTimeZone, timeZones } from '../../shared/timeZone.ts'
import { useClock } from '../components/useClock.ts'
import { usePreferences } from '../preferences/preferencesStore.ts'
import { ClockField, RelativeTimesField } from './ClockFields.tsx'
import { zoneNamed, zoneProblem } from './zoneNamed.ts'
import { SaveNote } from './SaveNote.tsx'
import { useSave } from './useSave.ts'

/** How old the message of the example is, in milliseconds. */
const example = 5 * 60_000

export function TimeSection() {
  const zone = usePreferences((state) => state.preferences?.timeZone ?? 'system')
  const format = usePreferences((state) => state.preferences?.timeFormat ?? timeFormats[0])
  const hours = usePreferences((state) => state.preferences?.hours ?? 'format')
  const relative = usePreferences((state) => state.preferences?.relativeTimes ?? false)
  // It is said here: another zone makes another field.
  const [saved, save] = useSave()
  const now = useClock() * 1_000
  const shownZone = zone === 'system' ? systemTimeZone() : zone
  return (
    <>
      <div>
        <ZoneField key={zone} zone={zone} save={save} />
        <SaveNote state={saved} />
      </div>
      <FormatField format={format} />
      <ClockField />
      <RelativeTimesField />
      <p className="note">
        Now it is <strong className="example-time">{formatTime(now, format, shownZone, hours)}</strong> in{' '}
        {shownZone}.
        {relative && (
          <>
            {' '}
            A message written at{' '}
            <span className="example-time">
              {formatTime(now - example, format, shownZone, hours)}
            </span> says <strong>{relativeTime(now - example, now)}</strong>.
          </>
        )}
      </p>
    </>
  )
}

function zoneText(zone: string): string {
  return zone === 'system' ? `System (${systemTimeZone()})` : zone
}

interface ZoneFieldProps {
  readonly zone: string
  readonly save: (change: { readonly timeZone: string }) => void
}

function ZoneField({ save, zone }: ZoneFieldProps) {
  const id = useId()
  const [text, setText] = useState(zoneText(zone))
  const [problem, setProblem] = useState<string | null>(null)

  function choose(next: string): void {
    const named = zoneNamed(next)
    setProblem(named.zone === null ? zoneProblem(named.similar) : null)
    if (named.zone === null) return
    if (named.zone !== zone) save({ timeZone: named.zone })
    setText(zoneText(named.zone))
  }

  return (
    <div className="field">
      <label htmlFor={id}>Time zone</label>
      <input
        id={id}
        list={`${id}-zones`}
        value={text}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={problem !== null || undefined}
        aria-describedby={`${id}-hint`}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setText(event.target.value)
          setProblem(null)
          if (timeZones().includes(event.target.value)) choose(event.target.value)
        }}
        onBlur={() => choose(text)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') choose(text)
        }}
      />
      <datalist id={`${id}-zones`}>
        <option value={zoneText('system')}>{zoneText('system')}</option>
        {timeZones().map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </datalist>
      <p
        id={`${id}-hint`}
        className={problem === null ? 'field-hint' : 'field-error'}
        role={problem === null ? undefined : 'alert'}
      >
        {problem ?? 'Type a place to search, for example Karachi or Los Angeles.'}
      </p>
    </div>
  )
}

function FormatField({ format }: { readonly format: TimeFormat }) {
  const id = useId()
  const [saved, save] = useSave()
  return (
    <div className="field">
      <label htmlFor={id}>Time format</label>
      <select
        id={id}
        value={format}
        onChange={(event) => {
          const chosen = timeFormats.find((name) => name === event.target.value)
          if (chosen) save({ timeFormat: chosen })
        }}
      >
        {timeFormats.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <SaveNote state={saved} />
    </div>
  )
}
